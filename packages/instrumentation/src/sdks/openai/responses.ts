// responses.create and retrieve, plain and streamed; `parse` and `stream` call them. compact, cancel.

import type {
  CompactedResponse,
  Response,
  ResponseCompactParams,
  ResponseCreateParams,
  ResponseRetrieveParams,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import { type AnyMethod, defineMethod } from '../../model/adapter.ts';
import type { ResponseMetadata } from '../../model/model.ts';
import { addSafety, safetyOfError } from './content-filter.ts';
import { toFinishReason, toIsCompacted } from './response-status.ts';
import { input, output } from './responses-content.ts';
import { assemble } from './responses-stream.ts';
import { toUsage } from './usage.ts';

export const responses = defineMethod<ResponseCreateParams, Response, ResponseStreamEvent>({
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
    serviceTier: params.service_tier ?? undefined,
    apiType: 'responses',
  }),
  response: (response) => addSafety(toResponse(response), response),
  safety: safetyOfError,
  input,
  output,
  assemble,
  chunk(into, event) {
    // Older majors hand the server's error out as an event, newer ones throw it.
    if (event.type === 'error') into.metadata.failure = { ...toFailure(event) };
    if (event.type === 'response.output_item.done' && toIsCompacted([event.item])) {
      into.metadata.isCompacted = true;
    }
    if (!('response' in event)) return;
    const { finishReasons, usage, serviceTier, failure, ...identity } = toResponse(event.response);
    into.identify(identity.id, identity.model);
    into.choice(0, finishReasons?.[0]);
    if (usage !== undefined) into.usage(usage);
    if (serviceTier !== undefined) into.metadata.serviceTier = serviceTier;
    if (failure !== undefined) into.metadata.failure = failure;
    addSafety(into.metadata, event.response);
  },
});

/** Tokens are those of the call that created the response: they are not counted again. */
export const retrieve = defineMethod<
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
    apiType: 'responses',
  }),
  response: toFetched,
  output,
  assemble,
  chunk(into, event) {
    if ('response' in event) Object.assign(into.metadata, toFetched(event.response));
  },
});

/** The other methods of the resource at `path`. */
export function otherResponses(path: string): Record<string, AnyMethod> {
  return {
    compact: defineMethod<ResponseCompactParams, CompactedResponse>({
      name: `openai.${path}.compact`,
      request: (params) => ({
        model: params.model ?? undefined,
        previousResponseId: params.previous_response_id ?? undefined,
      }),
      response: ({ id, usage }) => ({ id, usage: toUsage(usage) }),
    }),
    cancel: defineMethod<string, Response>({
      name: `openai.${path}.cancel`,
      request: (responseId) => ({ responseId }),
      response: ({ status }) => ({ status }),
    }),
  };
}

function toFetched(response: Response): ResponseMetadata {
  const { id, model, finishReasons } = toResponse(response);
  return { id, model, finishReasons, status: response.status };
}

function toResponse(response: Response): ResponseMetadata {
  const finishReason = toFinishReason(response);
  return {
    id: response.id,
    model: response.model,
    finishReasons: finishReason === undefined ? undefined : [finishReason],
    usage: toUsage(response.usage),
    serviceTier: response.service_tier ?? undefined,
    failure: response.status === 'failed' ? toFailure(response.error) : undefined,
    isCompacted: toIsCompacted(response.output),
  };
}

function toFailure(
  error: { code?: string | null; message?: string } | null,
): ResponseMetadata['failure'] {
  return { code: error?.code ?? undefined, message: error?.message };
}

function toOutputType(format: string | undefined): 'text' | 'json' | undefined {
  if (format === undefined) return undefined;
  return format === 'text' ? 'text' : 'json';
}

function toConversationId(conversation: ResponseCreateParams['conversation']): string | undefined {
  return typeof conversation === 'string' ? conversation : conversation?.id;
}
