// `generateImage` of the AI SDK: no version tells telemetry of it, so the function itself is watched.

import type { Content } from '../../model/content.ts';
import { toCount } from '../../model/count.ts';
import type { OperationOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import type { Target } from '../../model/target.ts';
import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { toTextParts } from '../content-parts.ts';
import { toBlob } from '../data-url.ts';
import { providerOf } from '../shapes/ai-sdk/provider-names.ts';

/** A model is an object, or the name of one of the gateway. */
interface ImageModel {
  readonly provider?: string;
  readonly modelId?: string;
}
interface Asked {
  readonly model?: ImageModel | string;
  readonly prompt?: string | { readonly text?: string };
  readonly n?: number;
  readonly size?: string;
  readonly seed?: number;
}
interface Made {
  readonly images?: readonly { readonly base64?: string; readonly mediaType?: string }[];
  readonly responses?: readonly { readonly modelId?: string }[];
  readonly usage?: { readonly inputTokens?: number; readonly outputTokens?: number };
}

/** In the file of the package. */
export const images: Target = {
  kind: 'wrapped',
  name: 'generateImage',
  isLocal: true,
  isOptional: true,
  around: (tracing) => (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      return watched(() => original.apply(this, args), args[0] as Asked, tracing);
    },
};

function watched(draw: () => unknown, asked: Asked, tracing: Tracing): ReturnType<AnyFunction> {
  const running = tracing.attempt('ai: images', () =>
    tracing.start(operationOf(asked), { isModelRun: true, input: () => questionOf(asked) }),
  );
  if (running === undefined) return draw();
  const drawn = running.run(draw);
  if (!(drawn instanceof Promise)) return drawn;
  // The caller gets this one: an error that nobody handles stays one.
  return drawn.then(
    (made: Made) => {
      const response = tracing.attempt('ai: reading images', () => responseOf(made));
      running.end({ response, output: () => answerOf(made) });
      return made;
    },
    (error: unknown) => {
      running.fail(error);
      throw error;
    },
  );
}

function operationOf({ model, n, size, seed }: Asked): OperationOf<'inference'> {
  const { provider, modelId } = typeof model === 'string' ? { modelId: model } : (model ?? {});
  return {
    kind: 'inference',
    operation: 'generate_content',
    provider: typeof model === 'string' ? 'vercel' : providerOf(provider),
    request: { model: modelId, choiceCount: n, imageSize: size, seed, outputType: 'image' },
  };
}

function responseOf({ images: made, responses, usage }: Made): Response {
  return {
    model: responses?.[0]?.modelId,
    usage: {
      inputTokens: toCount(usage?.inputTokens),
      outputTokens: toCount(usage?.outputTokens),
      imageCount: made?.length,
    },
  };
}

function questionOf({ prompt }: Asked): Content {
  const text = typeof prompt === 'string' ? prompt : prompt?.text;
  return { inputMessages: [{ role: 'user', parts: toTextParts(text) }] };
}

function answerOf({ images: made }: Made): Content {
  return {
    outputMessages: made?.map(({ base64 = '', mediaType: mimeType }) => ({
      role: 'assistant',
      parts: [toBlob(base64, { modality: 'image', mimeType })],
      finish_reason: 'stop',
    })),
  };
}
