// The adapter of `groq-sdk`: chat in OpenAI's shape, and embeddings.

import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'groq-sdk/resources/chat/completions';
import type { CreateEmbeddingResponse, EmbeddingCreateParams } from 'groq-sdk/resources/embeddings';
import { defineAdapter } from '../model/adapter.ts';
import { ownValue } from '../model/size.ts';
import { methodsOf, type Clients } from './client-methods.ts';
import { resourceClass } from './resource-class.ts';
import { ERROR_TEXTS } from './shapes/groq-error-texts.ts';
import { chatShape } from './shapes/chat.ts';
import { embeddedSize } from './shapes/size.ts';
import { baseUrl, STAINLESS } from './stainless.ts';

const clients: Clients = {
  baseUrl,
  provider: () => 'groq',
  common: { ...STAINLESS, errorTexts: ERROR_TEXTS },
};

const chat = methodsOf(
  'inference',
  clients,
)<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>(chatShape());

const embeddings = methodsOf(
  'embeddings',
  clients,
)<EmbeddingCreateParams, CreateEmbeddingResponse>({
  request: ({ model, encoding_format: format }) => ({
    model,
    encodingFormats: format === undefined ? undefined : [format],
  }),
  response: ({ model, usage, data }) => {
    const vector = data?.[0]?.embedding;
    return {
      model,
      usage: { inputTokens: usage?.prompt_tokens },
      dimensionCount: Array.isArray(vector) ? vector.length : undefined,
    };
  },
  size: (params) => embeddedSize(ownValue(params, 'input')),
});

export const groq = defineAdapter({
  name: 'groq',
  providers: ['groq'],
  clients: ['Groq'],
  packages: [
    {
      name: 'groq-sdk',
      versions: '>=0.5 <2',
      traces: 'chat completions, embeddings',
      files: [
        {
          file: /^resources\/chat\/completions$/,
          targets: [resourceClass('Groq', 'chat.completions', { create: chat })],
        },
        {
          file: /^resources\/embeddings$/,
          targets: [resourceClass('Groq', 'embeddings', { create: embeddings })],
        },
      ],
    },
  ],
});
