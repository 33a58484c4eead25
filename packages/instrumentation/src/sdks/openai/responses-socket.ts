// The events of Responses sockets: those of a `responses.create` stream, in lanes. A lane runs one
// response after another; events name their lane, and most of them no other id.

import type {
  ResponsesClientEvent,
  ResponsesServerEvent,
} from 'openai/resources/responses/responses';
import type { AnyMethod } from '../../model/method.ts';
import { defineProtocol, type Heard } from '../../model/session.ts';
import { responses } from './responses.ts';
import type { Operation } from '../../model/operation.ts';

/** `responses.create` over a socket: always a stream, and with errors in an envelope. */
export const socketResponses: AnyMethod = {
  ...responses,
  describe(call) {
    const operation = responses.describe(call)!;
    return { ...operation, request: { ...operation.request, stream: true } } as Operation;
  },
  chunk(into, event) {
    const { type, error } = event as { type?: string; error?: object };
    responses.chunk?.(into, type === 'error' && error !== undefined ? { ...error, type } : event);
  },
};

/** The events of `ResponsesWS`. */
export const responsesSocket = defineProtocol<ResponsesClientEvent, ResponsesServerEvent, object>({
  clientTypes: ['response.create'],
  asked(event) {
    if (event.type !== 'response.create') return undefined;
    return { method: socketResponses, params: event, lane: event.stream_id ?? '' };
  },
  heard: (event) => toHeard(event, event.stream_id ?? '', event.stream_id ?? ''),
});

/** Reads an event of a Responses API stream for the response at `key`. */
export function toHeard(event: ResponsesServerEvent, key: string, lane: string): Heard | undefined {
  switch (event.type) {
    case 'response.created':
      return {
        step: 'begin',
        key,
        lane,
        method: socketResponses,
        params: event.response,
        chunk: event,
      };
    case 'response.completed':
    case 'response.failed':
    case 'response.incomplete': {
      const isAborted = event.response.status === 'cancelled';
      return { step: 'end', key, lane, chunk: event, isAborted };
    }
    case 'error':
      return { step: 'end', key, lane, chunk: event };
    default: {
      const { type } = event as { type: string };
      if (!type.startsWith('response.')) return undefined;
      // About input added while a response runs.
      if (type.startsWith('response.steer')) return undefined;
      return { step: 'chunk', key, lane, chunk: event };
    }
  }
}
