// OpenAI's embeddings, which other services speak, too.

import type { CreateEmbeddingResponse, EmbeddingCreateParams } from 'openai/resources/embeddings';
import type { CompletionUsage } from 'openai/resources/completions';
import type { RequestOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import { ownValue, type Size } from '../../model/size.ts';
import { embeddedSize } from './size.ts';
import { toCompletionUsage } from './usage.ts';

/** A method of this shape. */
interface EmbeddingsShape<Params, Result> {
  request(params: Params): RequestOf<'embeddings'>;
  response(result: Result): Response;
  size(params: Params): Size | undefined;
}

/** The shape in a package's types, which equal OpenAI's under other names. */
export function embeddingsShape<Params, Result>(): EmbeddingsShape<Params, Result> {
  return EMBEDDINGS as unknown as EmbeddingsShape<Params, Result>;
}

const EMBEDDINGS = {
  request: ({ model, encoding_format: format }) => ({
    model,
    encodingFormats: format === undefined ? undefined : [format],
  }),
  response: ({ model, usage, data }) => ({
    model,
    usage: toCompletionUsage(usage as CompletionUsage | undefined) ?? {},
    dimensionCount: toDimensionCount(data?.[0]?.embedding),
  }),
  size: (params) => embeddedSize(ownValue(params, 'input')),
} satisfies EmbeddingsShape<EmbeddingCreateParams, CreateEmbeddingResponse>;

/** Vectors that the caller requested as base64 arrive as text: four bytes a dimension. */
function toDimensionCount(embedding: unknown): number | undefined {
  if (Array.isArray(embedding)) return embedding.length;
  return typeof embedding === 'string' ? Buffer.byteLength(embedding, 'base64') / 4 : undefined;
}
