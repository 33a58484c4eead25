// `generateImage` of the AI SDK: no version tells telemetry of it, so the function itself is watched.

import type { Content } from '../../model/content.ts';
import { toCount } from '../../model/count.ts';
import type { OperationOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import type { Target } from '../../model/target.ts';
import { toPrompt } from '../content-parts.ts';
import { toBlob } from '../data-url.ts';
import { modelOf, type NamedModel, watching } from './watched-call.ts';

interface Asked {
  readonly model?: NamedModel;
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
  around: watching({ operationOf, responseOf, questionOf, answerOf }),
};

function operationOf({ model: asked, n, size, seed }: Asked): OperationOf<'inference'> {
  const { provider, model } = modelOf(asked);
  const request = { model, choiceCount: n, imageSize: size, seed, outputType: 'image' } as const;
  return { kind: 'inference', operation: 'generate_content', provider, request };
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
  return toPrompt(text);
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
