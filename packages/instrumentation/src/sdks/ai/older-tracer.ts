// As much of OpenTelemetry's tracer and span as `ai` 4 to 6 uses: what they are told becomes operations.

import type { RunningOperation, Tracing } from '../../model/tracing.ts';
import { isRoot, operationOf, resultOf } from './older-attributes.ts';
import type { Attributes } from './older-values.ts';

/** OpenTelemetry's code of the status. */
const FAILED = 2;

/** The spans of one call. */
export class ToldTracer {
  readonly #tracing: Tracing;
  readonly open = new Set<ToldSpan>();
  root: RunningOperation | undefined;

  constructor(tracing: Tracing) {
    this.#tracing = tracing;
  }

  startSpan(name: string, options?: { readonly attributes?: Attributes }): ToldSpan {
    const attributes = options?.attributes ?? {};
    const { operation, input } = operationOf(name, attributes) ?? {};
    const isModelRun = operation?.kind === 'inference';
    const running =
      operation && this.#tracing.start(operation, { parent: this.root, input, isModelRun });
    const span = new ToldSpan(this, running, attributes);
    if (isRoot(name)) this.root = running;
    else this.open.add(span);
    return span;
  }

  startActiveSpan(name: string, ...rest: readonly unknown[]): unknown {
    const work = rest.at(-1) as (span: ToldSpan) => unknown;
    const options = rest.length > 1 ? (rest[0] as { attributes?: Attributes }) : undefined;
    const span = this.startSpan(name, options);
    return span.running === undefined ? work(span) : span.running.run(() => work(span));
  }
}

/** As much of a span as the package uses. */
class ToldSpan {
  readonly #tracer: ToldTracer;
  readonly running: RunningOperation | undefined;
  readonly #attributes: Record<string, unknown>;
  #error: unknown;
  #hasFailed = false;

  constructor(tracer: ToldTracer, running: RunningOperation | undefined, attributes: Attributes) {
    this.#tracer = tracer;
    this.running = running;
    this.#attributes = { ...attributes };
  }

  isRecording(): boolean {
    return this.running !== undefined;
  }
  spanContext(): object {
    return { traceId: '0'.repeat(32), spanId: '0'.repeat(16), traceFlags: 0 };
  }
  setAttribute(name: string, value: unknown): this {
    this.#attributes[name] = value;
    return this;
  }
  setAttributes(attributes: Attributes): this {
    Object.assign(this.#attributes, attributes);
    return this;
  }
  addEvent(name: string): this {
    if (name === 'ai.stream.firstChunk') this.running?.chunk();
    return this;
  }
  addLink(): this {
    return this;
  }
  addLinks(): this {
    return this;
  }
  setStatus({ code }: { readonly code: number }): this {
    if (code === FAILED) this.#hasFailed = true;
    return this;
  }
  updateName(): this {
    return this;
  }
  recordException(error: unknown): void {
    this.#error = error;
    this.#hasFailed = true;
  }
  end(): void {
    this.#tracer.open.delete(this);
    const result = resultOf(this.#attributes);
    const { output } = result;
    let { response } = result;
    if (this.#tracer.root === this.running) {
      this.#settle();
      // Tokens are those of its requests; some versions tell the last ones.
      response = { finishReasons: response.finishReasons };
    }
    if (this.#hasFailed) this.running?.fail(this.#error, { response });
    else this.running?.end({ response, output });
  }

  /** An aborted call leaves the spans of its requests open. */
  #settle(): void {
    for (const { running } of this.#tracer.open) running?.end({ outcome: 'aborted' });
    this.#tracer.open.clear();
  }
}
