// vectorStores.search: a retrieval. It returns a single page.

import type {
  VectorStoreSearchParams,
  VectorStoreSearchResponsesPage,
} from 'openai/resources/vector-stores/vector-stores';
import { toTexts } from '../../model/texts.ts';
import { retrieval } from './methods.ts';

export const search = retrieval<
  string,
  VectorStoreSearchResponsesPage,
  never,
  VectorStoreSearchParams
>({
  name: (vectorStoreId) => vectorStoreId,
  request: (_vectorStoreId, params) => ({ retrievalTopK: params.max_num_results }),
  response: ({ data }) => ({ hitCount: data.length, bestScore: toBestScore(data) }),
  input: (_vectorStoreId, { query }) => ({ queryText: toTexts(query)?.join('\n') }),
  output: ({ data }) => ({ documents: data.map(({ file_id: id, score }) => ({ id, score })) }),
});

function toBestScore(hits: VectorStoreSearchResponsesPage['data']): number | undefined {
  const scores = hits.map((hit) => hit.score).filter((score) => Number.isFinite(score));
  return scores.length === 0 ? undefined : Math.max(...scores);
}
