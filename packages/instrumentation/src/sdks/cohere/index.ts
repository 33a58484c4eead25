// The adapter of `cohere-ai`: both versions of the API, which clients of AWS speak, too. The client of the second
// version has its methods from a class that it does not export.

import type { Cohere } from 'cohere-ai';
import { defineAdapter } from '../../model/adapter.ts';
import { ownValue } from '../../model/size.ts';
import type { ClassTarget } from '../../model/target.ts';
import { fernMethods } from '../fern.ts';
import { rerankShape } from '../shapes/rerank.ts';
import { embeddedSize } from '../shapes/size.ts';
import { platformNotes } from './aws.ts';
import { embeddings, rerank as reranking, toUsage } from './clients.ts';
import { classify, generate, generateStream, summarize, transcribe } from './completions.ts';
import * as v1 from './v1.ts';
import * as v2 from './v2.ts';

const embed = embeddings<
  Cohere.EmbedRequest | Cohere.V2EmbedRequest,
  Cohere.EmbedResponse | Cohere.EmbedByTypeResponse
>({
  request: ({ model, embeddingTypes }) => ({ model, encodingFormats: embeddingTypes }),
  response: ({ embeddings: vectors, meta }) => ({
    usage: toUsage(meta),
    dimensionCount: firstOf(vectors)?.length,
  }),
  size: (params) => embeddedSize(ownValue(params, 'texts')),
});

/** The first vector in one of the encodings with a number for each dimension. */
function firstOf(vectors: number[][] | Cohere.EmbedByTypeResponseEmbeddings): number[] | undefined {
  if (Array.isArray(vectors)) return vectors[0];
  return (vectors?.float ?? vectors?.int8 ?? vectors?.uint8)?.[0];
}

const rerank = reranking<
  Cohere.RerankRequest | Cohere.V2RerankRequest,
  Cohere.RerankResponse | Cohere.V2RerankResponse
>({
  ...rerankShape<
    Cohere.RerankRequest | Cohere.V2RerankRequest,
    Cohere.RerankResponse | Cohere.V2RerankResponse
  >({
    documents: 'documents',
    request: ({ model, topN }) => ({ model, rerankTopN: topN }),
    ranked: ({ results }) => results?.map(({ index, relevanceScore: score }) => ({ index, score })),
  }),
  response: ({ id, meta }) => ({ id, usage: toUsage(meta) }),
});

/** The class of the second version, under its name in newer releases and in older ones, where clients hold one. */
const v2Clients = ['V2Client', 'V2'].flatMap((name) =>
  ['v2', 'clientV2'].map((client): ClassTarget => ({
    kind: 'class',
    name,
    isOptional: true,
    reach: { client },
    methods: fernMethods({ chat: v2.chat, chatStream: v2.chatStream, embed, rerank }),
  })),
);

export const cohere = defineAdapter({
  name: 'cohere',
  clients: ['CohereClient', 'CohereClientV2'],
  providers: ['cohere'],
  packages: [
    {
      name: 'cohere-ai',
      versions: '>=7.14 <9',
      traces:
        'chat, chatStream, embed and rerank of both versions; generate, generateStream, summarize and classify of the first; audio.transcriptions.create; of the clients of Bedrock and SageMaker, too',
      files: [
        { file: /^(?:dist\/)?api\/resources\/v2\/client\/Client$/, targets: v2Clients },
        {
          file: /^(?:dist\/)?Client$/,
          targets: [
            {
              kind: 'class',
              name: 'CohereClient',
              // What the package exports by this name is a subclass.
              owner: 'declaring',
              reach: { client: '' },
              methods: fernMethods({
                chat: v1.chat,
                chatStream: v1.chatStream,
                embed,
                rerank,
                generate,
                generateStream,
                summarize,
                classify,
              }),
            },
          ],
        },
        {
          file: /^(?:dist\/)?api\/resources\/audio\/resources\/transcriptions\/client\/Client$/,
          targets: [
            {
              kind: 'class',
              name: 'TranscriptionsClient',
              reach: { client: 'audio.transcriptions' },
              methods: fernMethods({ create: transcribe }),
            },
          ],
        },
        { file: /^(?:dist\/)?aws-utils$/, targets: [platformNotes] },
      ],
    },
  ],
});
