// Whose call it is, by the names that LangChain's documentation uses in `configurable` and `metadata`.

import type { StartOptions } from '../../model/tracing.ts';

const CONVERSATION = ['thread_id', 'conversation_id', 'session_id', 'sessionId'];
const USER = ['user_id', 'userId'];

/** What the first of `sources` says that says something. */
export function identityIn(
  ...sources: readonly unknown[]
): Pick<StartOptions, 'conversationId' | 'userId'> {
  return {
    conversationId: firstIn(sources, CONVERSATION),
    userId: firstIn(sources, USER),
  };
}

function firstIn(sources: readonly unknown[], names: readonly string[]): string | undefined {
  for (const source of sources) {
    if (typeof source !== 'object' || source === null) continue;
    for (const name of names) {
      const value = (source as Readonly<Record<string, unknown>>)[name];
      if (typeof value === 'string' || typeof value === 'number') return String(value);
    }
  }
  return undefined;
}
