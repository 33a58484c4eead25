// The adapter of Strands Agents, which traces itself with OpenTelemetry: its spans stay, and the call of a model below one
// of them is recorded there.

import { defineAdapter } from '../model/adapter.ts';
import { toCount } from '../model/count.ts';
import type { SubscribeTarget } from '../model/target.ts';
import type { AnyFunction, EndOptions, RunningOperation, Tracing } from '../model/tracing.ts';

/** The tracer of an agent, and what it is told. */
interface StartOptions {
  readonly modelId?: string;
}
interface ModelEnd {
  readonly usage?: Readonly<Record<string, unknown>>;
  readonly stopReason?: string;
  readonly error?: unknown;
}

/** The calls of models that are under way: by their spans, and by the tracer that has started them last. */
const bySpan = new WeakMap<object, RunningOperation>();
const byTracer = new WeakMap<object, RunningOperation>();

const tracer: SubscribeTarget = {
  kind: 'subscribe',
  install(exports, tracing) {
    const prototype = prototypeOf(exports, 'Tracer');
    if (prototype === undefined) return;
    tracing.replace(prototype, 'startModelInvokeSpan', starting(tracing));
    tracing.replace(prototype, 'endModelInvokeSpan', ending(tracing));
  },
};

const agent: SubscribeTarget = {
  kind: 'subscribe',
  install(exports, tracing) {
    const prototype = prototypeOf(exports, 'Agent');
    if (prototype !== undefined) tracing.replace(prototype, '_streamFromModel', asking(tracing));
  },
};

export const strands = defineAdapter({
  name: 'strands',
  packages: [
    {
      name: '@strands-agents/sdk',
      versions: '>=1.19 <2',
      traces: 'calls of models, on the spans that the package itself makes',
      files: [
        { file: /^dist\/src\/telemetry\/tracer$/, targets: [tracer] },
        { file: /^dist\/src\/agent\/agent$/, targets: [agent] },
      ],
    },
  ],
});

function starting(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const span = original.apply(this, args) as object | null;
      tracing.attempt('strands: a call of a model', () => {
        const request = { model: (args[0] as StartOptions).modelId };
        const operation = { kind: 'inference', operation: 'chat', request } as const;
        const running = tracing.start(operation, { isModelRun: true, span });
        if (running === undefined) return;
        byTracer.set(this as object, running);
        if (span !== null) bySpan.set(span, running);
      });
      return span;
    };
}

function ending(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [span, end] = args as [object | null, ModelEnd | undefined];
      tracing.attempt('strands: the end of a call', () => {
        const running = (span && bySpan.get(span)) ?? byTracer.get(this as object);
        // Its reader has left.
        if (end === undefined) running?.end({ outcome: 'aborted' });
        else if (end.error === undefined) running?.end(toEnd(end));
        else running?.fail(end.error);
        byTracer.delete(this as object);
      });
      return original.apply(this, args);
    };
}

/** The stream of a model is read in the context of its call. */
function asking(tracing: Tracing): (original: AnyFunction) => AnyFunction {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const stream = original.apply(this, args) as AsyncIterator<unknown>;
      const { _tracer: ofAgent } = this as { readonly _tracer?: object };
      const running = ofAgent && byTracer.get(ofAgent);
      if (running !== undefined) tracing.watch(stream, running, HEARS_NOTHING);
      return stream;
    };
}

const nothing = (): void => undefined;
const HEARS_NOTHING = { chunk: nothing, end: nothing, fail: nothing };

function toEnd({ usage, stopReason }: ModelEnd): EndOptions {
  return {
    response: {
      finishReasons: stopReason === undefined ? undefined : [stopReason],
      usage: usage && {
        inputTokens: toCount(usage['inputTokens']),
        outputTokens: toCount(usage['outputTokens']),
        cacheReadInputTokens: toCount(usage['cacheReadInputTokens']),
        cacheWriteInputTokens: toCount(usage['cacheWriteInputTokens']),
      },
    },
  };
}

function prototypeOf(exports: unknown, name: string): object | undefined {
  const found = (exports as Readonly<Record<string, unknown>> | null | undefined)?.[name];
  return typeof found === 'function' ? (found.prototype as object) : undefined;
}
