// The adapter of `@ibm-cloud/watsonx-ai`: chat, text generation, embeddings and reranking, of models and of
// deployments. Streams are of events, or of their lines.

import type {
  EmbeddingsResponse,
  RerankResponse,
  TextEmbeddingsParams,
  TextRerankParams,
} from '@ibm-cloud/watsonx-ai';
import { defineAdapter } from '../../model/adapter.ts';
import { toCount } from '../../model/count.ts';
import { ownValue } from '../../model/size.ts';
import { rerankShape } from '../shapes/rerank.ts';
import { embeddedSize } from '../shapes/size.ts';
import { textChat, textChatStream } from './chat.ts';
import { embeddings, rerank } from './clients.ts';
import { generateText, generateTextStream } from './generation.ts';

const embedText = embeddings<TextEmbeddingsParams, EmbeddingsResponse>({
  request: ({ modelId: model }) => ({ model }),
  response: ({ model_id: model, input_token_count: count, results }) => ({
    model,
    usage: { inputTokens: toCount(count) },
    dimensionCount: results?.[0]?.embedding?.length,
  }),
  size: (params) => embeddedSize(ownValue(params, 'inputs')),
});

const textRerank = rerank<TextRerankParams, RerankResponse>({
  ...rerankShape<TextRerankParams, RerankResponse>({
    documents: 'inputs',
    request: ({ modelId: model, parameters }) => ({
      model,
      rerankTopN: parameters?.return_options?.top_n,
    }),
    ranked: ({ results }) => results,
  }),
  response: ({ model_id: model, input_token_count: count }) => ({
    model,
    usage: { inputTokens: toCount(count) },
  }),
});

export const watsonx = defineAdapter({
  name: 'watsonx',
  clients: ['WatsonXAI'],
  packages: [
    {
      name: '@ibm-cloud/watsonx-ai',
      versions: '>=1.7 <2',
      traces:
        'textChat, generateText and their streams, of models and of deployments; embedText, textRerank',
      files: [
        {
          file: /^(?:dist\/watsonx-ai-ml\/)?vml_v1$/,
          targets: [
            {
              kind: 'class',
              name: 'WatsonXAI',
              reach: { client: '' },
              methods: {
                textChat,
                textChatStream,
                deploymentsTextChat: textChat,
                deploymentsTextChatStream: textChatStream,
                generateText,
                generateTextStream,
                deploymentGenerateText: generateText,
                deploymentGenerateTextStream: generateTextStream,
                embedText,
                textRerank,
              },
            },
          ],
        },
      ],
    },
  ],
});
