// Calls for which the conventions have no operation: who called what, how long it took, and whether
// it failed. Nothing of their arguments or results is read.

import type { AnyMethod } from '../model/method.ts';
import type { MethodMaker } from './client-methods.ts';

/** The `names` of methods of a resource at `path` of a client of `sdk`. Openai 4 says `del` for `delete`. */
export function requests(
  request: MethodMaker<'request'>,
  sdk: string,
  path: string,
  ...names: readonly string[]
): Record<string, AnyMethod> {
  const spanName = (method: string): string =>
    `${sdk}.${path}.${method === 'del' ? 'delete' : method}`;
  return Object.fromEntries(
    names
      .flatMap((method) => (method === 'delete' ? ['delete', 'del'] : [method]))
      .map((method) => [
        method,
        request<unknown, unknown>({
          name: spanName(method),
          request: () => ({}),
          response: () => ({}),
        }),
      ]),
  );
}
