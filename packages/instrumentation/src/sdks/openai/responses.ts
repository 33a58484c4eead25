// responses.create and retrieve, plain and streamed; `parse` and `stream` call them.

import type {
  Response,
  ResponseCreateParams,
  ResponseRetrieveParams,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import type { Failure, Response as ModelResponse } from '../../model/response.ts';
import { ownValue } from '../../model/size.ts';
import { isNewEnd } from './background.ts';
import { addSafety, safetyOfError } from './content-filter.ts';
import { hasEnded, toFinishReason, toIsCompacted } from './response-status.ts';
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
  response: (response) => addSafety(toCreated(response), response),
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
    const { finishReasons, usage, openaiServiceTier, failure, ...identity } = toCreated(
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

/** The tokens are those of the call that created the response: not counted again, unless that ended before the model. */
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

function toFetched(response: Response): ModelResponse {
  const whole = toResponse(response);
  const { id, model, finishReasons, failure } = whole;
  const fetched = { id, model, finishReasons, status: response.status };
  return isNewlyEnded(response) ? { ...fetched, failure, fetched: whole } : fetched;
}

/** The call has its tokens itself if it waited for the end. */
function toCreated(response: Response): ModelResponse {
  isNewlyEnded(response);
  return toResponse(response);
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

function isNewlyEnded({ id, background, status }: Response): boolean {
  return background === true && hasEnded(status) && isNewEnd(id, status!);
}
