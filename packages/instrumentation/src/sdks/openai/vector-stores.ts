// vectorStores.search: a retrieval. It returns the one page that there is.

import type {
  VectorStoreSearchParams,
  VectorStoreSearchResponsesPage,
} from 'openai/resources/vector-stores/vector-stores';
import { defineMethod } from '../../model/adapter.ts';
import { toTexts } from '../../model/texts.ts';

export const search = defineMethod<
  string,
  VectorStoreSearchResponsesPage,
  never,
  VectorStoreSearchParams
>({
  operation: 'retrieval',
  request: (vectorStoreId, params) => ({
    dataSourceId: vectorStoreId,
    retrievalTopK: params.max_num_results,
  }),
  response: ({ data }) => ({ hitCount: data.length, bestScore: toBestScore(data) }),
  input: (_vectorStoreId, { query }) => ({ queryText: toTexts(query)?.join('\n') }),
  output: ({ data }) => ({ documents: data.map(({ file_id: id, score }) => ({ id, score })) }),
});

function toBestScore(hits: VectorStoreSearchResponsesPage['data']): number | undefined {
  const scores = hits.map((hit) => hit.score).filter((score) => Number.isFinite(score));
  return scores.length === 0 ? undefined : Math.max(...scores);
}
