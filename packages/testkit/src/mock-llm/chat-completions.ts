// The wire form of POST /v1/chat/completions: reads its request as a conversation and writes a
// reply as a completion or as its chunks.
import {
  type Answer,
  type AnswerSeed,
  createdAt,
  InvalidRequest,
  type JsonObject,
  type ServerEvent,
  toResponseModel,
} from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { toFilteredBody, toFilteredEvents } from './content-filter.ts';
import { type Conversation, type JsonSchema, type OfferedTool, toText } from './conversation.ts';
import { type Reply, type ReplyChoice, type ToolCall, toReply } from './reply.ts';

interface ChatRequest {
  readonly model?: unknown;
  readonly messages?: readonly { readonly role: string; readonly content?: unknown }[];
  readonly tools?: readonly {
    readonly type: string;
    readonly function?: { name: string; description?: string; parameters?: JsonSchema };
    readonly custom?: { name: string; description?: string };
  }[];
  readonly tool_choice?: string | { function?: { name: string }; custom?: { name: string } };
  readonly response_format?: { type: string; json_schema?: { schema?: JsonSchema } };
  readonly max_completion_tokens?: number | null;
  readonly max_tokens?: number | null;
  readonly reasoning_effort?: string | null;
  readonly n?: number | null;
  readonly stream?: boolean | null;
  readonly stream_options?: { include_usage?: boolean } | null;
  readonly service_tier?: string | null;
}

/**
 * Answers a chat completion request.
 *
 * @throws {InvalidRequest} when `model` or `messages` is missing
 */
export function answerChat(request: JsonObject, behaviour: Behaviour, seed: AnswerSeed): Answer {
  const chat = request as ChatRequest;
  if (typeof chat.model !== 'string')
    throw new InvalidRequest('you must provide a model parameter');
  if (!Array.isArray(chat.messages) || chat.messages.length === 0) {
    throw new InvalidRequest("Missing required parameter: 'messages'.");
  }
  const model = behaviour.responseModel ?? toResponseModel(chat.model);
  const reply = toReply(toConversation(chat), behaviour, seed.id);
  const head = {
    id: `chatcmpl-${seed.id}`,
    created: createdAt,
    model,
    service_tier: toServiceTier(chat.service_tier),
    system_fingerprint: 'fp_44709d6fcb',
  };
  const body = {
    ...head,
    object: 'chat.completion',
    choices: reply.choices.map(toChoice),
    usage: toChatUsage(reply),
  };
  const { filtered } = behaviour;
  const whole = filtered === undefined ? body : toFilteredBody(body, filtered);
  if (chat.stream !== true) return { body: whole };
  const includeUsage = chat.stream_options?.include_usage === true;
  const events = [...toEvents(head, reply, includeUsage)];
  return {
    body: whole,
    events: filtered === undefined ? events : toFilteredEvents(events, filtered),
  };
}

function toConversation(chat: ChatRequest): Conversation {
  const roles: Readonly<Record<string, 'system' | 'user' | 'assistant' | 'tool'>> = {
    developer: 'system',
    system: 'system',
    user: 'user',
    assistant: 'assistant',
    tool: 'tool',
    function: 'tool',
  };
  const { tool_choice: choice, response_format: format } = chat;
  const forced =
    typeof choice === 'object' ? (choice?.function ?? choice?.custom)?.name : undefined;
  return {
    turns: (chat.messages ?? []).map(({ role, content }) => ({
      role: roles[role] ?? 'user',
      text: toText(content),
    })),
    tools: (chat.tools ?? []).map(toOfferedTool),
    toolChoice: forced === undefined ? (choice === 'none' ? 'none' : 'auto') : { name: forced },
    answerSchema:
      format?.type === 'json_schema' || format?.type === 'json_object'
        ? (format.json_schema?.schema ?? {})
        : undefined,
    maxTokens: chat.max_completion_tokens ?? chat.max_tokens ?? undefined,
    reasoningEffort: chat.reasoning_effort ?? undefined,
    choiceCount: chat.n ?? 1,
  };
}

function toOfferedTool(tool: NonNullable<ChatRequest['tools']>[number]): OfferedTool {
  const definition = tool.function ?? tool.custom;
  return {
    name: definition?.name ?? 'unnamed',
    description: definition?.description ?? '',
    schema: tool.function?.parameters,
    isCustom: tool.custom !== undefined,
  };
}

/** `auto` is what a client may ask for, and never what served the request. */
export function toServiceTier(requested: string | null | undefined): string {
  return requested === undefined || requested === null || requested === 'auto'
    ? 'default'
    : requested;
}

function toChoice(choice: ReplyChoice, index: number): JsonObject {
  const hasToolCalls = choice.toolCalls.length > 0;
  return {
    index,
    message: {
      role: 'assistant',
      content: hasToolCalls || choice.isRefusal ? null : choice.text,
      refusal: choice.isRefusal ? choice.text : null,
      annotations: [],
      ...(hasToolCalls && { tool_calls: choice.toolCalls.map((call) => toToolCall(call)) }),
    },
    logprobs: null,
    finish_reason: choice.finishReason,
  };
}

function toToolCall(call: ToolCall, content = call.arguments): JsonObject {
  return call.isCustom
    ? { id: call.id, type: 'custom', custom: { name: call.name, input: content } }
    : { id: call.id, type: 'function', function: { name: call.name, arguments: content } };
}

/** Usage as chat and legacy completions spell it. */
export function toChatUsage(reply: Reply): JsonObject {
  return {
    prompt_tokens: reply.inputTokens,
    completion_tokens: reply.outputTokens,
    total_tokens: reply.inputTokens + reply.outputTokens,
    prompt_tokens_details: { cached_tokens: reply.cachedTokens, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: reply.reasoningTokens,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  };
}

function* toEvents(head: JsonObject, reply: Reply, includeUsage: boolean): Generator<ServerEvent> {
  const toChunk = (
    choices: readonly JsonObject[],
    usage: JsonObject | null = null,
  ): ServerEvent => ({
    data: {
      ...head,
      object: 'chat.completion.chunk',
      choices,
      ...(includeUsage && { usage }),
    },
  });
  const toDelta = (index: number, delta: JsonObject, reason: string | null = null): ServerEvent =>
    toChunk([{ index, delta, logprobs: null, finish_reason: reason }]);

  for (const [index, choice] of reply.choices.entries()) {
    const opening = choice.toolCalls.length > 0 || choice.isRefusal ? null : '';
    yield toDelta(index, { role: 'assistant', content: opening, refusal: null });
  }
  // The chunks of parallel choices arrive interleaved, as they do from the real service.
  const longest = Math.max(...reply.choices.map(({ chunks }) => chunks.length));
  for (let position = 0; position < longest; position += 1) {
    for (const [index, choice] of reply.choices.entries()) {
      const chunk = choice.chunks[position];
      if (chunk === undefined) continue;
      yield toDelta(index, choice.isRefusal ? { refusal: chunk } : { content: chunk });
    }
  }
  for (const [index, choice] of reply.choices.entries()) {
    for (const [position, call] of choice.toolCalls.entries()) {
      yield toDelta(index, { tool_calls: [{ index: position, ...toToolCall(call, '') }] });
      for (const chunk of call.chunks) {
        const part = call.isCustom
          ? { custom: { input: chunk } }
          : { function: { arguments: chunk } };
        yield toDelta(index, { tool_calls: [{ index: position, ...part }] });
      }
    }
  }
  for (const [index, choice] of reply.choices.entries()) {
    yield toDelta(index, {}, choice.finishReason);
  }
  if (includeUsage) yield toChunk([], toChatUsage(reply));
  yield { data: '[DONE]' };
}
