// One response of a Realtime session: its request parameters and the server's data. Each response
// is a turn of a conversation and therefore a chat, in speech or in text.

import type {
  RealtimeResponse,
  RealtimeResponseCreateParams,
} from 'openai/resources/realtime/realtime';
import type { AnyMethod } from '../../../model/method.ts';
import type { RequestOf } from '../../../model/operation.ts';
import type { Failure } from '../../../model/response.ts';
import { input, output } from './content.ts';
import { toFinishReason } from './status.ts';
import { toUsage } from '../usage.ts';
import type { MethodMaker } from '../../client-methods.ts';

/** The state of a session. */
export interface RealtimeNotes {
  /** Its settings, which hold for a response that does not override them. */
  readonly request: RequestOf<'inference'>;
  /** The answering model, as the server says. */
  model?: string | undefined;
}

/** The response data of an event. */
export interface RealtimeChunk {
  readonly response?: RealtimeResponse | undefined;
  readonly model?: string | undefined;
}

/** Settings of a session or response, including the names from the API's beta. */
export interface RealtimeSettings {
  readonly model?: string;
  readonly output_modalities?: readonly string[];
  readonly modalities?: readonly string[];
  readonly temperature?: number;
  readonly max_output_tokens?: number | 'inf';
  readonly max_response_output_tokens?: number | 'inf';
  readonly reasoning?: { effort?: string } | null;
}

/** The method that stands for a response, of the clients that `inference` knows. */
export const responseBy = (inference: MethodMaker<'inference'>): AnyMethod =>
  inference<
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

/** Only defined values: they override those of the session. */
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
