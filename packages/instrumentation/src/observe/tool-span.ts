// Our span of a tool that a package runs, in the place of the one that the package starts for it and ends.

import type { Context, Span, SpanContext } from '@opentelemetry/api';
import { otelApi } from '../foundation/otel-api.ts';
import type { OperationOf } from '../model/operation.ts';
import type { RunningOperation } from '../model/tracing.ts';
import { standFor } from '../telemetry/context/stand-ins.ts';
import { tracing } from './tracing.ts';

const ERROR_TYPE = 'error.type';

/**
 * Starts it below `parent`, for the adapter of that name. If nothing is recorded, what runs below has the span of
 * `parent`.
 */
export function startToolSpan(
  adapter: string,
  operation: OperationOf<'tool'>,
  parent: Context | undefined,
): Span {
  const { context, trace, INVALID_SPAN_CONTEXT } = otelApi()!;
  const around = parent ?? context.active();
  const running = tracing(adapter).start(operation, { parent: { context: around } });
  return running === undefined
    ? trace.wrapSpanContext(trace.getSpanContext(around) ?? INVALID_SPAN_CONTEXT)
    : new ToolSpan(running);
}

/** What the package says of the tool. Texts of it may be content: none is kept. */
class ToolSpan implements Span {
  readonly #operation: RunningOperation;
  readonly #span: Span;
  #status: number | undefined;
  #errorType: string | undefined;

  constructor(operation: RunningOperation) {
    const context = operation.context as Context;
    this.#operation = operation;
    this.#span = otelApi()!.trace.getSpan(context)!;
    standFor(this, context);
  }

  spanContext(): SpanContext {
    return this.#span.spanContext();
  }

  isRecording(): boolean {
    return this.#span.isRecording();
  }

  setAttribute(key: string, value: unknown): this {
    if (key === ERROR_TYPE && typeof value === 'string') this.#errorType = value;
    return this;
  }

  setAttributes(attributes: Readonly<Record<string, unknown>>): this {
    return this.setAttribute(ERROR_TYPE, attributes[ERROR_TYPE]);
  }

  setStatus({ code }: { readonly code: number }): this {
    this.#status = code;
    return this;
  }

  addEvent(): this {
    return this;
  }

  addLink(): this {
    return this;
  }

  addLinks(): this {
    return this;
  }

  updateName(): this {
    return this;
  }

  recordException(): void {}

  /** Without a status, the application has stopped the tool. */
  end(): void {
    const { SpanStatusCode } = otelApi()!;
    const failure = { code: this.#errorType };
    if (this.#status === SpanStatusCode.ERROR) this.#operation.end({ response: { failure } });
    else
      this.#operation.end({
        outcome: this.#status === SpanStatusCode.OK ? 'completed' : 'aborted',
      });
  }
}
