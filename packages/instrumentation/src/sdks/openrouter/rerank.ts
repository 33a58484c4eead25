// Reranking by OpenRouter. The answer has the cost, and what Cohere counts.

import type * as Operations from '@openrouter/sdk/models/operations';
import { toCount } from '../../model/count.ts';
import { ownValue } from '../../model/size.ts';
import { methodsOf } from '../client-methods.ts';
import { rerankShape } from '../shapes/rerank.ts';
import { type Client, type Done, thrown, valueOf } from '../speakeasy.ts';
import { clients } from './clients.ts';

type RerankBody = Operations.CreateRerankRequestBody;
type RerankAnswer = Done<Operations.CreateRerankResponseBody>;

const ofRerank = rerankShape<RerankBody, RerankAnswer>({
  documents: 'documents',
  request: ({ model, topN }) => ({ model, rerankTopN: topN }),
  ranked: (done) =>
    valueOf(done).results?.map(({ index, relevanceScore: score }) => ({ index, score })),
});

/** `rerank.rerank`. */
export const rerank = methodsOf(
  'rerank',
  clients,
)<Client, RerankAnswer, never, Operations.CreateRerankRequest>({
  request: (_client, { requestBody }) => ofRerank.request(requestBody),
  size: (_client, request) => ofRerank.size(ownValue(request, 'requestBody') as RerankBody),
  input: (_client, { requestBody }) => ofRerank.input(requestBody),
  keep: ({ self, args }) => ofRerank.keep({ self, args: [ownValue(args[1], 'requestBody')] }),
  output: ofRerank.output,
  thrown,
  response(done) {
    const { id, model, provider, usage } = valueOf(done);
    return {
      id,
      model,
      upstreamProvider: provider,
      usage: {
        inputTokens: toCount(usage?.totalTokens),
        searchUnits: toCount(usage?.searchUnits),
        statedCost: usage?.cost,
      },
    };
  },
});
