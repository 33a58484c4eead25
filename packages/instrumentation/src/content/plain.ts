// Content as plain JSON values, copied: what an application changes later must not change what is
// recorded, and what is no JSON must stop nobody's export.

/** Deeper than this nothing is kept. */
const MAX_DEPTH = 64;

/** A copy of `value` as JSON has it; `undefined` for what JSON has not. Never throws. */
export function toPlain(value: unknown): unknown {
  return copy(value, []);
}

/** `around`: the objects that `value` lies in, the outermost first. */
function copy(value: unknown, around: readonly object[]): unknown {
  switch (typeof value) {
    case 'string':
    case 'boolean':
      return value;
    case 'number':
      return Number.isFinite(value) ? value : undefined;
    case 'bigint':
      return String(value);
    case 'object':
      if (value === null) return null;
      if (around.length >= MAX_DEPTH || around.includes(value)) return undefined;
      try {
        return copyObject(value, [...around, value]);
      } catch {
        // A getter or a proxy of the application.
        return undefined;
      }
    default:
      return undefined;
  }
}

function copyObject(value: object, around: readonly object[]): unknown {
  if (ArrayBuffer.isView(value)) {
    return Buffer.from(value.buffer, value.byteOffset, value.byteLength).toString('base64');
  }
  if (Array.isArray(value)) return value.map((item) => copy(item, around) ?? null);
  const { toJSON } = value as { toJSON?: unknown };
  if (typeof toJSON === 'function') return copy(toJSON.call(value), around);
  const plain: Record<string, unknown> = {};
  for (const key of Object.keys(value)) {
    const item = copy((value as Record<string, unknown>)[key], around);
    if (item !== undefined) plain[key] = item;
  }
  return plain;
}
