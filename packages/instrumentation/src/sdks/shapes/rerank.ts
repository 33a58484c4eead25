// Reranking, which services ask for alike: a query, documents, and how many of them; the answer has the places of
// the best, and their scores.

import type { Content, RetrievedDocument } from '../../model/content.ts';
import type { Call } from '../../model/method.ts';
import type { RequestOf } from '../../model/operation.ts';
import { ownValue, type Size } from '../../model/size.ts';
import { toText } from '../../model/texts.ts';
import { textSize } from './size.ts';

/** One document of the answer: its place in the request. */
interface Ranked {
  readonly index?: number | undefined;
  readonly score?: number | undefined;
}

/** What differs between packages. */
interface Rerank<Params, Result> {
  /** The name of the list of documents, beside `query`. */
  readonly documents: string & keyof Params;
  request(params: Params): RequestOf<'rerank'>;
  ranked(result: Result): readonly Ranked[] | undefined;
}

/** A method of this shape, whose first argument is the request. */
interface RerankShape<Params, Result> {
  request(params: Params): RequestOf<'rerank'>;
  size(params: Params): Size;
  input(params: Params): Content;
  keep(call: Call): unknown;
  output(result: Result, kept: unknown): Content;
}

/** The shape in the names of a package. */
export function rerankShape<Params extends { readonly query?: unknown }, Result>({
  documents: key,
  request,
  ranked,
}: Rerank<Params, Result>): RerankShape<Params, Result> {
  return {
    request: (params) => ({ ...request(params), rerankDocumentCount: lengthOf(params[key]) }),
    size: (params) => ({
      characters: textSize(ownValue(params, 'query')) + textSize(ownValue(params, key)),
    }),
    input: (params) => ({ queryText: toText(params.query), documents: toDocuments(params[key]) }),
    keep: ({ args }) => toDocuments((args[0] as Params)[key]),
    output(result, kept) {
      const given = (kept ?? []) as readonly RetrievedDocument[];
      return {
        documents: ranked(result)?.map(({ index = -1, score }) => ({
          ...given[index],
          id: String(index),
          score,
        })),
      };
    },
  };
}

function lengthOf(documents: unknown): number | undefined {
  return Array.isArray(documents) ? documents.length : undefined;
}

/** A document is a text, or an object with one. */
function toDocuments(documents: unknown): RetrievedDocument[] | undefined {
  if (!Array.isArray(documents)) return undefined;
  return (documents as readonly unknown[]).map((document, index) => ({
    id: String(index),
    content:
      typeof document === 'object' && document !== null && 'text' in document
        ? document.text
        : document,
  }));
}
