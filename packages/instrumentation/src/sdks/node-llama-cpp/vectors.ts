// The embeddings and rankings of `node-llama-cpp`. A ranking is one call, however many documents it has.

import type { RetrievedDocument } from '../../model/content.ts';
import { type AnyMethod, defineMethod } from '../../model/method.ts';
import { embeddedSize, textSize } from '../shapes/size.ts';
import { ERROR_TEXTS, toFailure } from './failure.ts';
import { textOf } from './history.ts';
import { modelOf, readMeter, readSince, type Runner } from './sequence.ts';

const common = { failure: toFailure, errorTexts: ERROR_TEXTS } as const;

/** The vector of one text. */
export const getEmbeddingFor: AnyMethod = defineMethod<
  Runner,
  [input: unknown],
  { readonly vector?: readonly number[] }
>({
  ...common,
  describe: ({ self }) => ({
    kind: 'embeddings',
    provider: 'local',
    request: { model: modelOf(self) },
  }),
  before: ({ self }) => readMeter(self),
  response: ({ vector }, before) => ({
    // Of an empty text.
    dimensionCount: vector?.length || undefined,
    usage: readSince(before),
  }),
  inError: (_error, before) => ({ usage: readSince(before, 'failed') }),
  size: ({ args: [input] }) => embeddedSize(input),
});

/** A ranking, by what its documents and its scores are. */
function ranking<Documents, Scores>(
  documentsOf: (documents: Documents) => readonly unknown[],
  scoresOf: (scores: Scores) => readonly number[],
): AnyMethod {
  return defineMethod<Runner, [query: unknown, documents: Documents], Scores>({
    ...common,
    describe: ({ self }) => ({
      kind: 'rerank',
      provider: 'local',
      request: { model: modelOf(self) },
    }),
    before: ({ self }) => readMeter(self),
    response: (_scores, before) => ({ usage: readSince(before) }),
    inError: (_error, before) => ({ usage: readSince(before, 'failed') }),
    size: ({ args: [query, documents] }) => ({
      characters: textSize(query) + textSize(documents),
    }),
    input: ({ args: [query, documents] }) => ({
      queryText: textOf(query),
      documents: toDocuments(documentsOf(documents)),
    }),
    keep: ({ args: [, documents] }) => toDocuments(documentsOf(documents)),
    output: (scores, kept) => ({
      documents: (kept as readonly RetrievedDocument[]).map((document, index) => ({
        ...document,
        score: scoresOf(scores)[index],
      })),
    }),
  });
}

function toDocuments(documents: readonly unknown[]): RetrievedDocument[] {
  return documents.map((document, index) => ({ id: String(index), content: textOf(document) }));
}

/** The score of one document. */
export const rank = ranking<unknown, number>(
  (document) => [document],
  (score) => [score],
);

/** Those of several. */
export const rankAll = ranking<readonly unknown[], readonly number[]>(
  (documents) => documents,
  (scores) => scores,
);
