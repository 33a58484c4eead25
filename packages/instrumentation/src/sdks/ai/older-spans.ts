// `ai` 4 to 6 makes OpenTelemetry's spans where a call asks for them. In a call that says nothing of it, two functions
// of the package are replaced: the tracer is ours, and what it is told becomes operations. A call that asks for spans of
// its own, or wants none, is left alone.

import type { AnyFunction, RunningOperation, Tracing } from '../../model/tracing.ts';
import { type Attributes, isRoot, operationOf, resultOf } from './older-attributes.ts';

/** `experimental_telemetry` of a call. */
interface Settings {
  readonly isEnabled?: boolean;
  readonly recordInputs?: boolean;
  readonly recordOutputs?: boolean;
}
/** What is computed only for telemetry that records it. */
interface Lazy {
  readonly input?: () => unknown;
  readonly output?: () => unknown;
}

/** Around `getTracer`, which each call asks once. */
export function tracers(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [settings] = args as [Settings | null | undefined];
      return isSilent(settings) ? new ToldTracer(tracing) : original.apply(this, args);
    };
}

/** Around `selectTelemetryAttributes`: ours may compute what they need later, or never. */
export function selections(): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [{ telemetry, attributes }] = args as [
        { readonly telemetry?: Settings; readonly attributes: Attributes },
      ];
      if (!isSilent(telemetry)) return original.apply(this, args);
      const isLeftOut = (value: unknown): boolean => {
        const lazy = (value ?? {}) as Lazy;
        return (
          (telemetry?.recordInputs === false && typeof lazy.input === 'function') ||
          (telemetry?.recordOutputs === false && typeof lazy.output === 'function')
        );
      };
      return Object.fromEntries(
        Object.entries(attributes).filter(([, value]) => !isLeftOut(value)),
      );
    };
}

function isSilent(settings: Settings | null | undefined): boolean {
  return settings?.isEnabled === undefined;
}

/** The spans of one call. */
class ToldTracer {
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

/** OpenTelemetry's code of the status. */
const FAILED = 2;
