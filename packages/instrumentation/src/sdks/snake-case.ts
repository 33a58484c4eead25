// Objects of packages that rename the fields of their API, such as `maxTokens` for `max_tokens`, under the API's names.

/** Their fields are named by applications. */
const FREE: ReadonlySet<string> = new Set(['parameters', 'arguments', 'metadata', 'schema']);

/** A copy of `value`, at every depth. */
export function toSnakeCase(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(toSnakeCase);
  if (typeof value !== 'object' || value === null) return value;
  const copy: Record<string, unknown> = {};
  for (const [key, item] of Object.entries(value)) {
    copy[toSnake(key)] = FREE.has(key) ? item : toSnakeCase(item);
  }
  return copy;
}

/** The few names of a package are asked for again and again. */
const known = new Map<string, string>();
const MOST = 500;

function toSnake(name: string): string {
  let snake = known.get(name);
  if (snake === undefined) {
    snake = name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (known.size < MOST) known.set(name, snake);
  }
  return snake;
}
