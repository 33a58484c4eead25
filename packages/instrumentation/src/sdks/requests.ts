// Calls for which the conventions have no operation: who called what, how long it took, and whether
// it failed. Nothing of their arguments or results is read.

import { type AnyMethod, defineMethod } from '../model/adapter.ts';

/** The `methods` of a resource at `path` of a client of `sdk`. Openai 4 says `del` for `delete`. */
export function requests(
  sdk: string,
  path: string,
  ...methods: readonly string[]
): Record<string, AnyMethod> {
  return Object.fromEntries(
    methods
      .flatMap((method) => (method === 'delete' ? ['delete', 'del'] : [method]))
      .map((method) => [method, request(`${sdk}.${path}.${method === 'del' ? 'delete' : method}`)]),
  );
}

function request(name: string): AnyMethod {
  return defineMethod<unknown, unknown>({ name, request: () => ({}), response: () => ({}) });
}
