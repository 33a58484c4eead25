// responses.create and retrieve, plain and streamed; `parse` and `stream` call them. compact, cancel.

import type {
  CompactedResponse,
  Response,
  ResponseCompactParams,
  ResponseCreateParams,
  ResponseRetrieveParams,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import type { AnyMethod } from '../../model/method.ts';
import type { Failure, Response as ModelResponse } from '../../model/response.ts';
import { ownValue } from '../../model/size.ts';
import { addSafety, safetyOfError } from './content-filter.ts';
import { toFinishReason, toIsCompacted } from './response-status.ts';
import { input, output } from './responses-content.ts';
import { assemble } from './responses-stream.ts';
import { withSearches } from './response-searches.ts';
import { messagesSize } from '../shapes/size.ts';
import { toUsage } from '../shapes/usage.ts';
import { inference, request } from './methods.ts';
import { responseFits } from './parsed.ts';

export const responses = inference<ResponseCreateParams, Response, ResponseStreamEvent>({
  operation: 'chat',
  request: (params) => ({
    model: params.model,
    stream: params.stream ?? undefined,
    temperature: params.temperature ?? undefined,
    topP: params.top_p ?? undefined,
    maxTokens: params.max_output_tokens ?? undefined,
    outputType: toOutputType(params.text?.format?.type),
    reasoningLevel: params.reasoning?.effort ?? undefined,
    previousResponseId: params.previous_response_id ?? undefined,
    conversationId: toConversationId(params.conversation),
    promptName: params.prompt?.id,
    promptVersion: params.prompt?.version ?? undefined,
    openaiServiceTier: params.service_tier ?? undefined,
    openaiApiType: 'responses',
  }),
  response: (response) => addSafety(toResponse(response), response),
  safety: safetyOfError,
  fits: responseFits,
  size: (params) => messagesSize(ownValue(params, 'input'), ownValue(params, 'instructions')),
  input,
  output,
  assemble,
  saysEnd: true,
  chunk(into, event) {
    // Older majors return the server's error as an event, newer ones throw it.
    if (event.type === 'error') into.metadata.failure = { ...toFailure(event) };
    if (event.type === 'response.output_item.done' && toIsCompacted([event.item])) {
      into.metadata.isCompacted = true;
    }
    if (!('response' in event)) return;
    const { finishReasons, usage, openaiServiceTier, failure, ...identity } = toResponse(
      event.response,
    );
    into.identify(identity.id, identity.model);
    into.choice(0, finishReasons?.[0]);
    if (usage !== undefined) into.usage(usage);
    if (openaiServiceTier !== undefined) into.metadata.openaiServiceTier = openaiServiceTier;
    if (failure !== undefined) into.metadata.failure = failure;
    addSafety(into.metadata, event.response);
  },
});

/** The tokens are those of the call that created the response: not counted again. */
export const retrieve = request<
  string,
  Response,
  ResponseStreamEvent,
  ResponseRetrieveParams | undefined
>({
  operation: 'fetch_response',
  name: 'openai.responses.retrieve',
  request: (responseId, query) => ({
    responseId,
    streamCursor: query?.starting_after?.toString(),
    openaiApiType: 'responses',
  }),
  response: toFetched,
  output,
  assemble,
  saysEnd: true,
  chunk(into, event) {
    if ('response' in event) Object.assign(into.metadata, toFetched(event.response));
  },
});

/** The other methods of the resource at `path`. */
export function otherResponses(path: string): Record<string, AnyMethod> {
  return {
    compact: request<ResponseCompactParams, CompactedResponse>({
      name: `openai.${path}.compact`,
      request: (params) => ({
        model: params.model ?? undefined,
        previousResponseId: params.previous_response_id ?? undefined,
      }),
      response: ({ id, usage }) => ({ id, usage: toUsage(usage) }),
    }),
    cancel: request<string, Response>({
      name: `openai.${path}.cancel`,
      request: (responseId) => ({ responseId }),
      response: ({ status }) => ({ status }),
    }),
  };
}

function toFetched(response: Response): ModelResponse {
  const { id, model, finishReasons } = toResponse(response);
  return { id, model, finishReasons, status: response.status };
}

function toResponse(response: Response): ModelResponse {
  const finishReason = toFinishReason(response);
  return {
    id: response.id,
    model: response.model,
    finishReasons: finishReason === undefined ? undefined : [finishReason],
    usage: withSearches(toUsage(response.usage), response.output),
    openaiServiceTier: response.service_tier ?? undefined,
    failure: response.status === 'failed' ? toFailure(response.error) : undefined,
    isCompacted: toIsCompacted(response.output),
  };
}

function toFailure(
  error: { code?: string | null; message?: string; param?: string | null } | null,
): Failure | undefined {
  const { code, message, param } = error ?? {};
  return { code: code ?? undefined, message, param: param ?? undefined };
}

function toOutputType(format: string | undefined): 'text' | 'json' | undefined {
  if (format === undefined) return undefined;
  return format === 'text' ? 'text' : 'json';
}

function toConversationId(conversation: ResponseCreateParams['conversation']): string | undefined {
  return typeof conversation === 'string' ? conversation : conversation?.id;
}
