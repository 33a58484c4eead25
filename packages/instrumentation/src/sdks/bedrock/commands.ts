// Commands of AWS clients. All go through one inherited method, `send`: the class of the command says which it is.

import type { AnyMethod, Dispatcher } from '../../model/method.ts';

/** The methods by the class of the command; of some, the command's input says which one it is. */
export type Commands = ReadonlyMap<
  unknown,
  AnyMethod | ((command: object) => AnyMethod | undefined)
>;

/** `send`, for these commands. */
export function sendOf(commands: Commands): Dispatcher {
  return {
    select({ args: [command] }) {
      if (typeof command !== 'object' || command === null) return undefined;
      const found = methodOf(commands, command);
      return typeof found === 'function' ? found(command) : found;
    },
  };
}

/** By the name of the class, or of one above it; a bundle may rename classes, then by the name in the schema. */
function methodOf(commands: Commands, command: object) {
  for (
    let at = Object.getPrototypeOf(command) as object | null;
    at !== null;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    const found = commands.get(at.constructor?.name);
    if (found !== undefined) return found;
  }
  const { schema } = command as { readonly schema?: readonly unknown[] };
  const name = Array.isArray(schema) ? (schema as readonly unknown[])[2] : undefined;
  return commands.get(`${String(name)}Command`);
}
