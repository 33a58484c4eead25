// Shared by routes: a request that queries the store.

import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Store } from '../store/store.ts';
import type { Scope } from './guard.ts';
import type { Questions, Slot } from './questions.ts';

declare module 'fastify' {
  interface FastifyRequest {
    /** What the client may read. */
    scope: Scope;
  }
}

/** Error statuses of query routes. */
export const ASKING = [429, 503] as const;

/** Admits a request; the caller disposes the slot. */
function admitted(questions: Questions, reply: FastifyReply): Slot {
  return questions.admit(departureOf(reply));
}

/** Aborts when the client has left before its answer was complete. */
export function departureOf({ raw }: FastifyReply): AbortSignal {
  const gone = new AbortController();
  raw.once('close', () => {
    if (!raw.writableFinished) gone.abort();
  });
  return gone.signal;
}

/** A handler that responds with a query result. */
export function asking<Answer>(
  questions: Questions,
  question: (store: Store, request: FastifyRequest) => Promise<Answer>,
): (request: FastifyRequest, reply: FastifyReply) => Promise<Answer> {
  return async (request, reply) => {
    using slot = admitted(questions, reply);
    return await slot.ask((store) => question(store, request));
  };
}
