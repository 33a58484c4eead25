// The adapter of `voyageai`: embeddings of texts, of texts with images and of chunks in their context, and reranking.
// Models that run in the process itself do not get here.

import type {
  ContextualizedEmbedRequest,
  ContextualizedEmbedResponse,
  EmbedRequest,
  EmbedResponse,
  MultimodalEmbedRequest,
  MultimodalEmbedResponse,
  RerankRequest,
  RerankResponse,
} from 'voyageai';
import { defineAdapter } from '../model/adapter.ts';
import { toCount } from '../model/count.ts';
import type { Response } from '../model/response.ts';
import { ownValue, type Size } from '../model/size.ts';
import { methodsOf, type Clients } from './client-methods.ts';
import { baseUrlOf, FERN, FERN_TEXTS, fernMethods } from './fern.ts';
import { rerankShape } from './shapes/rerank.ts';
import { embeddedSize, textSize } from './shapes/size.ts';

const clients: Clients = {
  baseUrl: (client) => baseUrlOf(client, 'https://api.voyageai.com/v1'),
  provider: () => 'voyageai',
  ...FERN,
  common: {
    ...FERN.common,
    errorTexts: [
      ...FERN_TEXTS,
      'Provided API key is invalid.',
      'Model {model} is not supported. {text}',
      'The request body is not valid JSON, or some arguments were not specified properly. {text}',
      'You have not yet added your payment method in the billing page and will have reduced rate limits of {text}',
    ],
  },
};
const embeddings = methodsOf('embeddings', clients);

/** What all answers say besides vectors. */
interface Answer {
  readonly model?: string;
  readonly usage?: { readonly totalTokens?: number };
}

function answered({ model, usage }: Answer): Response {
  return { model, usage: { inputTokens: toCount(usage?.totalTokens) } };
}

/** Base64 is a text. */
function lengthOf(vector: unknown): number | undefined {
  return Array.isArray(vector) ? vector.length : undefined;
}

/** Of lists of chunks, or of inputs with parts. */
function inputsSize(params: object): Size | undefined {
  const inputs = ownValue(params, 'inputs');
  if (!Array.isArray(inputs)) return undefined;
  const sizes = inputs.map((input) => textSize(ownValue(input, 'content') ?? input));
  return { characters: sizes.reduce((sum, size) => sum + size, 0) };
}

const vectors = {
  request: ({ model, encodingFormat: format }: EmbedRequest | MultimodalEmbedRequest) => ({
    model,
    encodingFormats: format === undefined ? undefined : [format],
  }),
  response: ({ data, ...rest }: EmbedResponse | MultimodalEmbedResponse) => ({
    ...answered(rest),
    dimensionCount: lengthOf(data?.[0]?.embedding),
  }),
};

const embed = embeddings<EmbedRequest, EmbedResponse>({
  ...vectors,
  size: (params) => embeddedSize(ownValue(params, 'input')),
});

const multimodalEmbed = embeddings<MultimodalEmbedRequest, MultimodalEmbedResponse>({
  ...vectors,
  size: inputsSize,
});

const contextualizedEmbed = embeddings<ContextualizedEmbedRequest, ContextualizedEmbedResponse>({
  request: ({ model }) => ({ model }),
  response: ({ data, ...rest }) => ({
    ...answered(rest),
    dimensionCount: lengthOf(data?.[0]?.data?.[0]?.embedding),
  }),
  size: inputsSize,
});

const rerank = methodsOf(
  'rerank',
  clients,
)<RerankRequest, RerankResponse>({
  ...rerankShape<RerankRequest, RerankResponse>({
    documents: 'documents',
    request: ({ model, topK }) => ({ model, rerankTopN: topK }),
    ranked: ({ data }) => data?.map(({ index, relevanceScore: score }) => ({ index, score })),
  }),
  response: answered,
});

export const voyageai = defineAdapter({
  name: 'voyageai',
  clients: ['VoyageAIClient'],
  providers: ['voyageai'],
  packages: [
    {
      name: 'voyageai',
      versions: '>=0.2 <1',
      traces: 'embed, multimodalEmbed, contextualizedEmbed, rerank',
      files: [
        {
          file: /^dist\/(?:cjs|esm)\/Client$/,
          targets: [
            {
              kind: 'class',
              name: 'VoyageAIClient',
              // What the package exports by this name is a subclass.
              owner: 'declaring',
              reach: { client: '' },
              methods: fernMethods({ embed, multimodalEmbed, contextualizedEmbed, rerank }),
            },
          ],
        },
      ],
    },
  ],
});
