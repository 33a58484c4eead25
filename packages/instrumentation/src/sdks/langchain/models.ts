// Models: each asks its service in a method of its base class, at once or as a stream. The call of the service's own SDK
// below is the same call.

import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { beginCall, type Call, makeCall, type RunConfig } from './calls.ts';
import { toInput, toOutput } from './content.ts';
import { endThrown } from './ends.ts';
import { type Answer, Chunks, toResponse } from './model-response.ts';
import { type CallOptions, type Model, type Shape, toOperation } from './model-request.ts';
import { laterStep } from './later.ts';
import { inCall, withoutManager } from './place.ts';

type Wrapper = (original: AnyFunction) => AnyFunction;

/** Around `_generateUncached`, which asks for every answer that no cache has. */
export function generating(tracing: Tracing, shape: Shape): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [all, options, config] = args as [
        readonly unknown[],
        CallOptions | undefined,
        RunConfig | undefined,
      ];
      const call = tracing.attempt('langchain: a model', () => {
        // Several chats at once are several requests: each is told by the SDK that makes it.
        if (shape === 'chat' && all.length !== 1) return undefined;
        return beginCall(tracing, toOperation(this as Model, shape, options ?? {}, false), config, {
          isModelRun: true,
          input: () => toInput(shape === 'chat' ? all[0] : all, options ?? {}),
        });
      });
      return makeCall<Answer>(tracing, call, {
        original,
        self: this,
        args,
        ending: (answer) => ({ response: toResponse(answer), output: () => toOutput(answer) }),
        signal: options?.signal,
      });
    };
}

/** Around `_generateCached`, which looks into the application's cache. */
export function lookingIntoCache(): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      return withoutManager(() => original.apply(this, args));
    };
}

/** Around `_streamIterator` of the class with the prototype `base`, whose own chunks are none. */
export function streamingModel(tracing: Tracing, shape: Shape, base: object): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const generator = original.apply(this, args) as AsyncIterator<unknown>;
      const model = this as Model;
      // It calls the method that asks at once.
      if (streamOf(model) === streamOf(base) || model.disableStreaming === true) return generator;
      const [asked, given] = args as [unknown, CallOptions | null | undefined];
      const options = given ?? {};
      const begin = (): Call | undefined =>
        tracing.attempt('langchain: a model', () =>
          beginCall(tracing, toOperation(model, shape, options, true), options, {
            isModelRun: true,
            input: () => toInput(asked, options),
          }),
        );
      watch(generator, tracing, begin, options.signal);
      return generator;
    };
}

function watch(
  generator: AsyncIterator<unknown>,
  tracing: Tracing,
  begin: () => Call | undefined,
  signal: AbortSignal | undefined,
): void {
  const chunks = new Chunks();
  let call: Call | undefined;
  let hasBegun = false;
  const around = {
    run<T>(asked: () => T): T {
      const step = laterStep(asked);
      const isFirst = !hasBegun;
      hasBegun = true;
      if (isFirst) call = begin();
      if (call !== undefined) return inCall(call.running, call.above, step, isFirst);
      return isFirst ? withoutManager(step) : step();
    },
  };
  tracing.watch(generator, around, {
    chunk(chunk) {
      call?.running.chunk();
      chunks.add(chunk);
    },
    end(outcome) {
      const output = () => toOutput(chunks.answer());
      call?.running.end({ outcome, response: chunks.response(), output });
    },
    fail: (error) => endThrown(call?.running, error, signal),
  });
}

function streamOf(of: object): unknown {
  return (of as { readonly _streamResponseChunks?: unknown })._streamResponseChunks;
}
