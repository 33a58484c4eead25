// retrieval: a search in a data source.

import type { Attributes } from '@opentelemetry/api';
import { ATTRIBUTE } from '../telemetry/vocabulary.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';

/** What is known of a search before it runs. */
export interface RetrievalOptions extends CustomAttributes {
  /** The text searched for. Content: not recorded by default. */
  query?: string;
  /** How many documents are asked for (`gen_ai.retrieval.top_k`). */
  topK?: number;
  /** Who serves the data source (`gen_ai.provider.name`), if it is a service. */
  provider?: string;
}

/** What a search found, where it cannot be read from the returned documents. */
export interface RetrievalFields extends CustomAttributes {
  hitCount?: number;
  /** The highest score among the documents. */
  bestScore?: number;
}

/**
 * Runs a search under a span `retrieval`. The number of documents and the best `score` are read
 * from the returned array, or from `documents`, `matches`, `results`, `hits` or `data` of the
 * returned object. Nothing of the documents' text is recorded.
 *
 * @example
 * const passages = await retrieval('handbook', { query, topK: 4 }, () => index.search(query, 4));
 */
export const retrieval = defineHelper<RetrievalOptions, RetrievalFields>(
  {
    merge(details, { hitCount, bestScore, attributes }) {
      const own: Attributes = {};
      if (hitCount !== undefined) own[ATTRIBUTE.retrievalHitCount] = hitCount;
      if (bestScore !== undefined) own[ATTRIBUTE.retrievalBestScore] = bestScore;
      return customAttributesOnly.merge(details, { attributes: { ...attributes, ...own } });
    },
    fromResult(result) {
      const documents = documentsOf(result);
      if (documents === undefined) return undefined;
      const scores = documents.map(scoreOf).filter((score) => score !== undefined);
      const bestScore = scores.length > 0 ? Math.max(...scores) : undefined;
      return { hitCount: documents.length, ...(bestScore !== undefined && { bestScore }) };
    },
  },
  (source, { topK, provider, attributes }) => ({
    kind: 'retrieval',
    operation: 'retrieval',
    name: source,
    provider,
    request: {},
    attributes:
      topK === undefined ? attributes : { ...attributes, [ATTRIBUTE.retrievalTopK]: topK },
  }),
);

function documentsOf(result: unknown): readonly unknown[] | undefined {
  if (Array.isArray(result)) return result;
  if (typeof result !== 'object' || result === null) return undefined;
  const { documents, matches, results, hits, data } = result as Record<string, unknown>;
  return [documents, matches, results, hits, data].find((found) => Array.isArray(found));
}

function scoreOf(document: unknown): number | undefined {
  const score = (document as { score?: unknown } | null | undefined)?.score;
  return typeof score === 'number' && Number.isFinite(score) ? score : undefined;
}
