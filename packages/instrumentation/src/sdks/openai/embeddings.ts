// embeddings.create.

import type { CreateEmbeddingResponse, EmbeddingCreateParams } from 'openai/resources/embeddings';
import { toCount } from '../../model/count.ts';
import { ownValue } from '../../model/size.ts';
import { embeddedSize } from '../shapes/size.ts';
import { embeddingsOf } from './methods.ts';

export const embeddings = embeddingsOf<EmbeddingCreateParams, CreateEmbeddingResponse>({
  request: ({ model, encoding_format }) => ({
    model,
    encodingFormats: encoding_format === undefined ? undefined : [encoding_format],
  }),
  response: (result) => ({
    model: result.model,
    usage: { inputTokens: toCount(result.usage?.prompt_tokens) },
    dimensionCount: toDimensionCount(result.data?.[0]?.embedding),
  }),
  size: (params) => embeddedSize(ownValue(params, 'input')),
});

/** Vectors that the caller requested as base64 arrive as text: four bytes a dimension. */
function toDimensionCount(embedding: unknown): number | undefined {
  if (Array.isArray(embedding)) return embedding.length;
  return typeof embedding === 'string' ? Buffer.byteLength(embedding, 'base64') / 4 : undefined;
}
