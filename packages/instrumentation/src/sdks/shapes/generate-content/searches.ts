// The searches of Google's own tool, which are charged besides tokens.

import type { Candidate } from '@google/genai';
import type { Usage } from '../../../model/response.ts';

/** `usage` with the number of queries that were searched for; an empty one costs nothing. */
export function withSearches(
  usage: Usage | undefined,
  candidates: readonly Candidate[] | undefined,
): Usage | undefined {
  if (!Array.isArray(candidates)) return usage;
  const queries = (candidates as readonly Candidate[]).flatMap(
    ({ groundingMetadata }) => groundingMetadata?.webSearchQueries ?? [],
  );
  const webSearches = new Set(queries.filter((query) => query !== '')).size;
  return webSearches === 0 ? usage : { ...usage, webSearches };
}
