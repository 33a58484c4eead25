// State that all copies of this package in one process share: a preload and a bundle, or two installs.
// The first copy that needs a part creates it; a copy with another contract uses another symbol.

const STATE = Symbol.for('llm-otel.1');

type Parts = Record<string, object | undefined>;

/**
 * The part `name` of the process state; `create` makes it if no copy has yet. It holds data and functions
 * that every copy of this contract understands: a change of its shape that breaks an older copy needs the
 * next number in the symbol.
 */
export function processState<T extends object>(name: string, create: () => T): T {
  const global = globalThis as { [STATE]?: Parts };
  if (global[STATE] === undefined) Object.defineProperty(globalThis, STATE, { value: {} });
  const parts = global[STATE]!;
  return (parts[name] ??= create()) as T;
}
