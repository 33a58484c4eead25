// embeddings.create.

import type { CreateEmbeddingResponse, EmbeddingCreateParams } from 'openai/resources/embeddings';
import { embeddingsShape } from '../shapes/embeddings.ts';
import { embeddingsOf } from './methods.ts';

export const embeddings = embeddingsOf<EmbeddingCreateParams, CreateEmbeddingResponse>(
  embeddingsShape<EmbeddingCreateParams, CreateEmbeddingResponse>(),
);
