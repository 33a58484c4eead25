// Part of the table of fields: requests to search for documents, and to rerank them.

import { count, int } from './field.ts';

/** Request fields, by their keys in the model. */
export const SEARCH_REQUEST = {
  retrievalTopK: int('gen_ai.retrieval.top_k', {
    on: ['retrieval'],
    in141: 'gen_ai.request.top_k',
    record: 'top_k',
    text: 'Number of requested documents.',
  }),
  rerankDocumentCount: count('llm_otel.rerank.document_count', {
    on: ['rerank'],
    record: 'attributes',
    text: 'Number of documents that are to be reranked.',
  }),
  rerankTopN: int('llm_otel.rerank.top_n', {
    on: ['rerank'],
    record: 'attributes',
    text: 'Number of documents that are asked for, if the request limits it.',
  }),
} as const;
