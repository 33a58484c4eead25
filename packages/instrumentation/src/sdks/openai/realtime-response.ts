// One response of a Realtime session: what it is asked for with, and what the server says of it. Each
// is a turn of a conversation and so a chat, whatever it is spoken or written in.

import type {
  RealtimeResponse,
  RealtimeResponseCreateParams,
} from 'openai/resources/realtime/realtime';
import type { RequestOf } from '../../model/operation.ts';
import type { Failure } from '../../model/response.ts';
import { input, output } from './realtime-content.ts';
import { toFinishReason } from './realtime-status.ts';
import { toUsage } from '../shapes/usage.ts';
import { inference } from './methods.ts';

/** What is kept of a session. */
export interface RealtimeNotes {
  /** Its settings, which hold for a response unless that says otherwise. */
  readonly request: RequestOf<'inference'>;
  /** The model that answers, as the server says. */
  model?: string | undefined;
}

/** What of an event says something of its response. */
export interface RealtimeChunk {
  readonly response?: RealtimeResponse | undefined;
  readonly model?: string | undefined;
}

/** Settings of a session or a response, with the names that they had in the API's beta. */
export interface RealtimeSettings {
  readonly model?: string;
  readonly output_modalities?: readonly string[];
  readonly modalities?: readonly string[];
  readonly temperature?: number;
  readonly max_output_tokens?: number | 'inf';
  readonly max_response_output_tokens?: number | 'inf';
  readonly reasoning?: { effort?: string } | null;
}

export const realtimeResponse = inference<
  RealtimeResponseCreateParams | RealtimeResponse | undefined,
  RealtimeResponse,
  RealtimeChunk,
  RealtimeNotes
>({
  operation: 'chat',
  request: (params, notes) => ({
    model: notes.model,
    ...notes.request,
    ...toRequest((params ?? {}) as RealtimeSettings),
    stream: true,
    openaiApiType: 'realtime',
  }),
  response: () => ({}),
  input,
  output,
  assemble(into, { response }) {
    if (response === undefined) return into;
    const { status, status_details, output: items } = response;
    return structuredClone({ status, status_details, output: items });
  },
  chunk(into, { response, model }) {
    if (response === undefined) return;
    into.identify(response.id, model);
    into.choice(0, toFinishReason(response));
    const usage = toUsage(response.usage);
    if (usage !== undefined) into.usage(usage);
    if (response.status === 'failed') into.metadata.failure = toFailure(response);
  },
});

/** Only what is there: it is laid over what the session says. */
export function toRequest(settings: RealtimeSettings): RequestOf<'inference'> {
  const request: RequestOf<'inference'> = {};
  const modalities = settings.output_modalities ?? settings.modalities;
  const maxTokens = settings.max_output_tokens ?? settings.max_response_output_tokens;
  if (settings.model !== undefined) request.model = settings.model;
  if (modalities !== undefined)
    request.outputType = modalities.includes('audio') ? 'speech' : 'text';
  if (typeof settings.temperature === 'number') request.temperature = settings.temperature;
  if (typeof maxTokens === 'number') request.maxTokens = maxTokens;
  if (settings.reasoning?.effort !== undefined) request.reasoningLevel = settings.reasoning.effort;
  return request;
}

function toFailure({ status_details: details }: RealtimeResponse): Failure | undefined {
  const error = details?.error;
  return { code: error?.code ?? error?.type, message: error?.message };
}
