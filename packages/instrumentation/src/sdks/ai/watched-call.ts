// Calls of models that a version of the AI SDK tells nobody of: the function itself is watched.

import type { Content } from '../../model/content.ts';
import type { OperationOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import type { WrappedTarget } from '../../model/target.ts';
import type { Tracing } from '../../model/tracing.ts';
import { providerOf } from '../shapes/ai-sdk/provider-names.ts';

/** A model is an object, or the name of one of the gateway. */
export type NamedModel = string | { readonly provider?: string; readonly modelId?: string };

/** Who serves it, and what it is called. */
export function modelOf(model: NamedModel | undefined): {
  readonly provider: string | undefined;
  readonly model: string | undefined;
} {
  return typeof model === 'string'
    ? { provider: 'vercel', model }
    : { provider: providerOf(model?.provider), model: model?.modelId };
}

/** What a function is asked, and what it has made. */
export interface WatchedCall<Asked, Made> {
  operationOf(asked: Asked): OperationOf<'inference'>;
  responseOf(made: Made): Response;
  questionOf(asked: Asked): Content;
  answerOf(made: Made): Content;
}

/** Around the function. */
export function watching<Asked, Made>(call: WatchedCall<Asked, Made>): WrappedTarget['around'] {
  return (tracing) => (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      return watched(() => original.apply(this, args), args[0] as Asked, call, tracing);
    };
}

function watched<Asked, Made>(
  make: () => unknown,
  asked: Asked,
  { operationOf, responseOf, questionOf, answerOf }: WatchedCall<Asked, Made>,
  tracing: Tracing,
): unknown {
  const running = tracing.attempt('ai: a call', () =>
    tracing.start(operationOf(asked), { isModelRun: true, input: () => questionOf(asked) }),
  );
  if (running === undefined) return make();
  const making = running.run(make);
  if (!(making instanceof Promise)) return making;
  // The caller gets this one: an error that nobody handles stays one.
  return making.then(
    (made: Made) => {
      const response = tracing.attempt('ai: reading a result', () => responseOf(made));
      running.end({ response, output: () => answerOf(made) });
      return made;
    },
    (error: unknown) => {
      running.fail(error);
      throw error;
    },
  );
}
