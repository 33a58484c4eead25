// The events of Realtime sessions: the client requests a response, or the server begins one when it
// detects the end of speech.

import type { RealtimeClientEvent, RealtimeServerEvent } from 'openai/resources/realtime/realtime';
import { type AnySessionProtocol, defineProtocol, type Heard } from '../../../model/session.ts';
import type { MethodMaker } from '../../client-methods.ts';
import {
  type RealtimeChunk,
  type RealtimeNotes,
  type RealtimeSettings,
  responseBy,
  toRequest,
} from './response.ts';

/** What the events of a session of the clients say that `inference` knows. */
export function realtimeProtocol(inference: MethodMaker<'inference'>): AnySessionProtocol {
  const method = responseBy(inference);
  return defineProtocol<RealtimeClientEvent, RealtimeServerEvent, RealtimeNotes>({
    clientTypes: ['response.create', 'session.update'],
    asked(event, notes) {
      if (event.type === 'session.update') {
        Object.assign(notes.request, toRequest(event.session as RealtimeSettings));
      }
      if (event.type !== 'response.create') return undefined;
      const { response: params, event_id: eventId } = event;
      return { method, params, eventId, lane: toLane(params?.metadata) };
    },
    heard: (event, notes) => {
      switch (event.type) {
        case 'session.created':
        case 'session.updated':
          noteSession(notes, event.session as RealtimeSettings);
          return undefined;
        case 'response.created': {
          const { response: params } = event;
          const chunk: RealtimeChunk = { response: params, model: notes.model };
          // Servers without metadata do not identify the request they answer.
          const lane = params.metadata === undefined ? undefined : toLane(params.metadata);
          const key = String(params.id);
          return { step: 'begin', key, lane, method, params, chunk };
        }
        case 'response.done': {
          const { response } = event;
          const chunk: RealtimeChunk = { response, model: notes.model };
          const isAborted = response.status === 'cancelled';
          return { step: 'end', key: String(response.id), chunk, isAborted };
        }
        case 'error':
          return toRejection(event.error ?? {});
        default:
          return 'response_id' in event
            ? { step: 'chunk', key: event.response_id, chunk: {} }
            : undefined;
      }
    },
  });
}

/** The model in a socket's URL. Azure names a deployment. */
export function toRealtimeNotes(url: unknown): RealtimeNotes {
  const parameters = (url as URL | undefined)?.searchParams;
  const model = parameters?.get('model') ?? parameters?.get('deployment');
  return { request: model == null ? {} : { model } };
}

function noteSession(notes: RealtimeNotes, session: RealtimeSettings): void {
  notes.model = session.model ?? notes.model;
  const { outputType } = toRequest(session);
  if (outputType !== undefined) notes.request.outputType = outputType;
}

/** Concurrent responses are distinguished by their metadata, which the server repeats. */
function toLane(metadata: object | null | undefined): string {
  return JSON.stringify(Object.entries(metadata ?? {}).toSorted());
}

function toRejection(error: {
  readonly event_id?: string | null;
  readonly param?: string | null;
  readonly code?: string | null;
  readonly type?: string;
  readonly message?: string;
}): Heard | undefined {
  const isOfResponse =
    /^response(?:[.[]|$)/.test(error.param ?? '') ||
    error.code === 'conversation_already_has_active_response';
  if (error.event_id == null && !isOfResponse) return undefined;
  const { code, type, message, param } = error;
  const failure = { code: code ?? type, message, param: param ?? undefined };
  return { step: 'reject', eventId: error.event_id ?? undefined, failure };
}
