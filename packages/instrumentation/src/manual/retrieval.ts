// retrieval: a search in a data source.

import { captured } from '../telemetry/content/captured.ts';
import type { RetrievedDocument } from '../model/content.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { documentsOf } from './documents.ts';
import { defineHelper } from './helper.ts';

/** The data of a search before it runs. */
export interface RetrievalOptions extends CustomAttributes {
  /** The search text. Content: recorded only on request. */
  query?: string;
  /** The requested document count (`gen_ai.retrieval.top_k`). */
  topK?: number;
  /** Who serves the data source (`gen_ai.provider.name`), if it is a service. */
  provider?: string;
  /** The model that embeds the query, if the service does that. */
  model?: string;
  serverAddress?: string;
  serverPort?: number;
}

/** The outcome of a search that the returned documents do not show. */
export interface RetrievalFields extends CustomAttributes {
  hitCount?: number;
  /** The highest score among the documents. */
  bestScore?: number;
}

/**
 * Runs a search under a span `retrieval`. The number of documents and the best `score` are read
 * from the returned array, or from `documents`, `matches`, `results`, `hits` or `data` of the
 * returned object. The documents are not recorded; their `id` and `score` are, as content.
 *
 * @example
 * const passages = await retrieval('handbook', { query, topK: 4 }, () => index.search(query, 4));
 */
export const retrieval = defineHelper<RetrievalOptions, RetrievalFields>(
  {
    merge(details, { hitCount, bestScore, attributes }) {
      return {
        ...customAttributesOnly.merge(details, attributes ? { attributes } : {}),
        response: {
          ...details.response,
          ...(hitCount !== undefined && { hitCount }),
          ...(bestScore !== undefined && { bestScore }),
        },
      };
    },
    fromResult(result) {
      const documents = documentsOf(result);
      if (documents === undefined) return undefined;
      const scores = documents.map(scoreOf).filter((score) => score !== undefined);
      const bestScore = scores.length > 0 ? Math.max(...scores) : undefined;
      return { hitCount: documents.length, ...(bestScore !== undefined && { bestScore }) };
    },
    contentOf: (result) => ({ documents: documentsOf(result)?.map(toRetrieved) }),
  },
  (source, { query, topK, model, attributes, ...target }) => ({
    ...target,
    kind: 'retrieval',
    operation: 'retrieval',
    name: source,
    request: {
      ...(topK !== undefined && { retrievalTopK: topK }),
      ...(model !== undefined && { model }),
    },
    attributes,
    content: captured('reading a query', () => ({ queryText: query })),
  }),
);

function toRetrieved(document: unknown): RetrievedDocument {
  const { id } = (document ?? {}) as { id?: unknown };
  const score = scoreOf(document);
  return {
    ...((typeof id === 'string' || typeof id === 'number') && { id: String(id) }),
    ...(score !== undefined && { score }),
  };
}

function scoreOf(document: unknown): number | undefined {
  const score = (document as { score?: unknown } | null | undefined)?.score;
  return typeof score === 'number' && Number.isFinite(score) ? score : undefined;
}
