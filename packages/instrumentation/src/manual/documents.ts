// What a search returned, wherever a library puts it.

const KEYS = ['documents', 'matches', 'results', 'hits', 'data', 'records', 'memories'];

/** The documents of `result`: itself, or a list that it holds under one of the usual names. */
export function documentsOf(result: unknown): readonly unknown[] | undefined {
  if (Array.isArray(result)) return result;
  if (typeof result !== 'object' || result === null) return undefined;
  return KEYS.map((key) => (result as Record<string, unknown>)[key]).find((found) =>
    Array.isArray(found),
  );
}
