// The methods of a resource that are not traced for what they mean: those that are listed as untraced, and those that a
// release newer than this package has brought.

import type { OtherMethods } from '../model/target.ts';
import type { MethodMaker } from './client-methods.ts';

/** Paths of methods from a client, each with the reason why it has no span. */
export type Untraced = Readonly<Record<string, string>>;

/** The other methods of the resource at `path` of an `sdk` client. */
export function otherMethods(
  request: MethodMaker<'request'>,
  sdk: string,
  path: string,
  untraced: Untraced,
): OtherMethods {
  const start = `${path}.`;
  return {
    untraced: Object.keys(untraced)
      .filter((name) => name.startsWith(start) && !name.includes('.', start.length))
      .map((name) => name.slice(start.length)),
    method: (name) =>
      request<unknown, unknown>({
        name: `${sdk}.${path}.${name}`,
        isUnclassified: true,
        request: () => ({}),
        response: () => ({}),
      }),
  };
}
