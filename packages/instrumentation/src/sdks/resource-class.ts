// The class names of resources in the generated SDKs, derived from the path.

import type { AnyMethod } from '../model/method.ts';
import type { ClassTarget, Helper, OtherMethods } from '../model/target.ts';

/** The class of the resource at `path` of a `client`: `OpenAI.Chat.Completions` of `chat.completions`. */
export function resourceClass(
  client: string,
  path: string,
  methods: Readonly<Record<string, AnyMethod>>,
  helpers?: Readonly<Record<string, Helper>>,
  others?: OtherMethods,
): ClassTarget {
  const names = path.split('.').map((name) => name[0]!.toUpperCase() + name.slice(1));
  return {
    kind: 'class',
    name: names.at(-1)!,
    reach: { module: [client, ...names].join('.'), client: path },
    methods,
    ...(helpers && { helpers }),
    ...(others && { others }),
  };
}
