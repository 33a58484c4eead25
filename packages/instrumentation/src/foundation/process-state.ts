// What all copies of this package in one process have in common: a preload and a bundle, two installs.
// The first copy that asks for a part makes it; a copy of another contract has a symbol of its own.

const STATE = Symbol.for('llm-otel.1');

type Parts = Record<string, object | undefined>;

/**
 * The part `name` of the state of this process, made by `create` where no copy has it yet. It is data and
 * functions that every copy of this contract understands: whoever changes the shape of a part in a way that
 * an older copy cannot bear gives the symbol its next number.
 */
export function processState<T extends object>(name: string, create: () => T): T {
  const global = globalThis as { [STATE]?: Parts };
  if (global[STATE] === undefined) Object.defineProperty(globalThis, STATE, { value: {} });
  const parts = global[STATE]!;
  return (parts[name] ??= create()) as T;
}
