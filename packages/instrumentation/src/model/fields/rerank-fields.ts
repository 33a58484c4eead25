// Part of the table of fields: what a request to rerank documents asks for.

import { count, int } from './field.ts';

/** Request fields, by their keys in the model. */
export const RERANK_REQUEST = {
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
