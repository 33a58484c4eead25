// Calls without an operation in the conventions: records the caller, the duration and whether the
// call failed. Arguments and results are not read.

import type { AnyMethod } from '../model/method.ts';
import type { MethodMaker } from './client-methods.ts';

/** The methods `names` of the resource at `path` of an `sdk` client. Openai 4 says `del` for `delete`. */
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
