// The documents that a search finds, some with scores.

import type { RetrievedDocument } from '../../model/content.ts';
import type { EndOptions } from '../../model/tracing.ts';

interface Document {
  readonly id?: unknown;
  readonly metadata?: { readonly id?: unknown; readonly score?: unknown };
}
type Pair = readonly [document: object, score: number];

/** What a store has said of a document that it found. */
const scores = new WeakMap<object, number>();

/** Notes the scores of pairs that a store returns. */
export function noteScores(pairs: unknown): void {
  for (const [document, score] of pairs as readonly Pair[]) scores.set(document, score);
}

/** How a search ends that has found `found`: documents, or pairs of one and its score. */
export function foundBy(found: unknown): EndOptions {
  const documents = (Array.isArray(found) ? found : []).map(toRetrieved);
  const known = documents.flatMap(({ score }) => (score === undefined ? [] : [score]));
  const bestScore = known.length === 0 ? undefined : Math.max(...known);
  const response = { hitCount: documents.length, bestScore };
  return { response, output: () => ({ documents }) };
}

function toRetrieved(found: unknown): RetrievedDocument {
  const [first, told] = (Array.isArray(found) ? found : [found]) as readonly unknown[];
  const document = (first ?? {}) as Document;
  const known = document.id ?? document.metadata?.id;
  const score = told ?? scores.get(document) ?? document.metadata?.score;
  return {
    id: typeof known === 'string' || typeof known === 'number' ? String(known) : undefined,
    score: typeof score === 'number' && Number.isFinite(score) ? score : undefined,
  };
}
