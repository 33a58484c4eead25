// retrieval: a search in a data source.

import { captured } from '../telemetry/content/captured.ts';
import { readProperty } from '../foundation/read-property.ts';
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
  /** The lowest distance, where the search has distances in place of scores. */
  bestDistance?: number;
}

/**
 * Runs a search under a span `retrieval`. The number of documents and the best score are read
 * from the returned array, or from `documents`, `matches`, `results`, `hits` or `data` of the
 * returned object. A score is the `score` of a document or of its `metadata`, or the second of a pair
 * `[document, score]`; a `distance` is read, too. The documents are not recorded; their `id` and `score` are, as content.
 *
 * @example
 * const passages = await retrieval('handbook', { query, topK: 4 }, () => index.search(query, 4));
 */
export const retrieval = defineHelper<RetrievalOptions, RetrievalFields>(
  {
    merge(details, { hitCount, bestScore, bestDistance, attributes }) {
      return {
        ...customAttributesOnly.merge(details, attributes ? { attributes } : {}),
        response: {
          ...details.response,
          ...(hitCount !== undefined && { hitCount }),
          ...(bestScore !== undefined && { bestScore }),
          ...(bestDistance !== undefined && { bestDistance }),
        },
      };
    },
    fromResult(result) {
      const documents = documentsOf(result);
      if (documents === undefined) return undefined;
      const bestScore = best(documents.map(scoreOf), (a, b) => a > b);
      const bestDistance = best(documents.map(distanceOf), (a, b) => a < b);
      return {
        hitCount: documents.length,
        ...(bestScore !== undefined && { bestScore }),
        ...(bestDistance !== undefined && { bestDistance }),
      };
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

function toRetrieved(found: unknown): RetrievedDocument {
  const document = documentOf(found);
  const id = readProperty(document, 'id') ?? readProperty(metadataOf(document), 'id');
  const score = scoreOf(found);
  return {
    ...((typeof id === 'string' || typeof id === 'number') && { id: String(id) }),
    ...(score !== undefined && { score }),
  };
}

function scoreOf(found: unknown): number | undefined {
  const score = isPair(found) ? found[1] : undefined;
  const document = documentOf(found);
  return [score, readProperty(document, 'score'), readProperty(metadataOf(document), 'score')].find(
    isNumber,
  );
}

function distanceOf(found: unknown): number | undefined {
  const document = documentOf(found);
  return [readProperty(document, 'distance'), readProperty(metadataOf(document), 'distance')].find(
    isNumber,
  );
}

/** Some libraries return each document with its score. */
function isPair(found: unknown): found is readonly [object, number] {
  return Array.isArray(found) && found.length === 2 && isNumber(found[1]);
}

function documentOf(found: unknown): unknown {
  return isPair(found) ? found[0] : found;
}

function metadataOf(document: unknown): unknown {
  return readProperty(document, 'metadata');
}

function isNumber(value: unknown): value is number {
  return Number.isFinite(value);
}

function best(
  values: readonly (number | undefined)[],
  isBetter: (one: number, other: number) => boolean,
): number | undefined {
  return values.reduce(
    (found, value) =>
      value === undefined || (found !== undefined && !isBetter(value, found)) ? found : value,
    undefined,
  );
}
