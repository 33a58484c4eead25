// Where the generated SDKs keep the class of a resource: its path from a client says it all.

import type { AnyMethod, PatchedClass } from '../model/adapter.ts';

/** The class of the resource at `path` of a `client`: `OpenAI.Chat.Completions` of `chat.completions`. */
export function resourceClass(
  client: string,
  path: string,
  methods: Record<string, AnyMethod>,
): PatchedClass {
  const names = path.split('.').map((name) => name[0]!.toUpperCase() + name.slice(1));
  const name = names.at(-1)!;
  return { name, fromModule: [client, ...names].join('.'), fromClient: path, methods };
}
