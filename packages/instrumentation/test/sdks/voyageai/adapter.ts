// voyageai: embeddings of texts, images and chunks, and reranking.

import type { VoyageAIClient } from 'voyageai';
import { defineAdapterData, type Stage } from '../adapter-data.ts';

const query = 'Where does the quokka live?';
const documents = ['Carson City is in Nevada.', 'No quokka is here.', 'Quokkas: Rottnest Island.'];
const options = ({ signal: abortSignal }: Stage) => ({ abortSignal });
const embedded = (model: string, tokens: number, length: number) => ({
  'gen_ai.operation.name': 'embeddings',
  'gen_ai.response.model': model,
  'gen_ai.usage.input_tokens': tokens,
  'gen_ai.embeddings.dimension.count': 3,
  'llm_otel.prompt.length': length,
});
const lacks = ['gen_ai.request.encoding_formats'];

export const data = defineAdapterData<typeof import('voyageai'), VoyageAIClient>({
  adapter: 'voyageai',
  package: 'voyageai',
  releases: ['0.2.1', '0.4.0'],
  provider: 'voyageai',
  // The package keeps the timer of a call that fails: the process lasts as long.
  client: (sdk, environment) =>
    new sdk.VoyageAIClient({ apiKey: 'unused', environment, maxRetries: 0, timeoutInSeconds: 5 }),
  takesSignal: true,
  error: { fixture: 'error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [
    {
      name: 'embeddings',
      make: (client, stage) =>
        client.embed({ model: stage.model, input: 'quokka' }, options(stage)),
      path: '/embeddings',
      fixture: 'embeddings.json',
      span: embedded('voyage-3.5', 4, 6),
      lacks,
    },
    {
      name: 'embeddings of texts and images',
      make: (client, stage) =>
        client.multimodalEmbed(
          {
            model: stage.model,
            inputs: [
              {
                content: [
                  { type: 'text', text: 'This is a quokka.' },
                  { type: 'image_url', imageUrl: 'https://example.com/quokka.jpg' },
                ],
              },
            ],
          },
          options(stage),
        ),
      path: '/multimodalembeddings',
      fixture: 'multimodal.json',
      span: embedded('voyage-multimodal-3', 3576, 17),
      lacks,
    },
    {
      name: 'embeddings of chunks',
      make: (client, stage) =>
        client.contextualizedEmbed(
          { model: stage.model, inputs: [['A quokka.', 'It is small.']], inputType: 'document' },
          options(stage),
        ),
      path: '/contextualizedembeddings',
      fixture: 'contextualized.json',
      span: embedded('voyage-context-3', 12, 21),
      lacks,
    },
    {
      name: 'rerank',
      make: (client, stage) =>
        client.rerank({ model: stage.model, query, documents, topK: 2 }, options(stage)),
      path: '/rerank',
      fixture: 'rerank.json',
      span: {
        'gen_ai.operation.name': 'rerank',
        'gen_ai.response.model': 'rerank-2.5',
        'gen_ai.usage.input_tokens': 26,
        'llm_otel.rerank.document_count': 3,
        'llm_otel.rerank.top_n': 2,
        'llm_otel.prompt.length': query.length + documents.join('').length,
      },
      said: {
        query,
        documents: [
          { content: documents[2], id: '2', score: 0.4375 },
          { content: documents[0], id: '0', score: 0.421875 },
        ],
      },
    },
  ],
});
