// OpenAI's Responses API, which gateways speak, too: the common part of requests, responses and events.

import type {
  Response,
  ResponseCreateParams,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import type { RequestOf } from '../../../model/operation.ts';
import type { Failure, Response as ModelResponse } from '../../../model/response.ts';
import { ownValue, type Size } from '../../../model/size.ts';
import type { StreamedResponse } from '../../../model/streamed-response.ts';
import { messagesSize } from '../size.ts';
import { toUsage } from '../usage.ts';
import { input, output } from './content.ts';
import { withSearches } from './searches.ts';
import { toFinishReason, toIsCompacted } from './status.ts';
import { assemble } from './stream.ts';

/** What all have in common. */
export const RESPONSES = {
  operation: 'chat',
  request,
  response,
  size: (params: object): Size | undefined =>
    messagesSize(ownValue(params, 'input'), ownValue(params, 'instructions')),
  input,
  output,
  assemble,
  saysEnd: true,
  chunk,
} as const;

function request(params: ResponseCreateParams): RequestOf<'inference'> {
  return {
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
  };
}

function response(whole: Response): ModelResponse {
  const finishReason = toFinishReason(whole);
  return {
    id: whole.id,
    model: whole.model,
    finishReasons: finishReason === undefined ? undefined : [finishReason],
    usage: withSearches(toUsage(whole.usage), whole.output),
    failure: whole.status === 'failed' ? toFailure(whole.error) : undefined,
    isCompacted: toIsCompacted(whole.output),
  };
}

function chunk(into: StreamedResponse, event: ResponseStreamEvent): void {
  // Older majors return the server's error as an event, newer ones throw it.
  if (event.type === 'error') into.metadata.failure = { ...toFailure(event) };
  if (event.type === 'response.output_item.done' && toIsCompacted([event.item])) {
    into.metadata.isCompacted = true;
  }
  if (!('response' in event)) return;
  const { id, model, finishReasons, usage, failure } = response(event.response);
  into.identify(id, model);
  into.choice(0, finishReasons?.[0]);
  if (usage !== undefined) into.usage(usage);
  if (failure !== undefined) into.metadata.failure = failure;
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
