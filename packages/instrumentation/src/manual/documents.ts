// The documents of a search, in any library's result.

const KEYS = ['documents', 'matches', 'results', 'hits', 'data', 'records', 'memories'];

/** The documents of `result`: itself, or a list in one of the usual properties. */
export function documentsOf(result: unknown): readonly unknown[] | undefined {
  if (Array.isArray(result)) return result;
  if (typeof result !== 'object' || result === null) return undefined;
  return KEYS.map((key) => (result as Record<string, unknown>)[key]).find((found) =>
    Array.isArray(found),
  );
}
