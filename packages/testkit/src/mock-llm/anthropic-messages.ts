// The wire form of POST /v1/messages: reads its request as a conversation and writes a reply as a
// message.
import {
  type Answer,
  type AnswerSeed,
  InvalidRequest,
  type JsonObject,
  toResponseModel,
} from './answer.ts';
import { type MessageHead, toMessage, toMessageEvents } from './anthropic-stream.ts';
import type { Behaviour } from './behaviour.ts';
import { type Conversation, type JsonSchema, toText, type Turn } from './conversation.ts';
import { type Reply, type ReplyChoice, toReply } from './reply.ts';

interface Block {
  readonly type: string;
  readonly content?: unknown;
}

interface MessagesRequest {
  readonly model?: unknown;
  readonly max_tokens?: number;
  readonly system?: unknown;
  readonly messages?: readonly { readonly role: string; readonly content?: unknown }[];
  readonly tools?: readonly { name?: string; description?: string; input_schema?: JsonSchema }[];
  readonly tool_choice?: { readonly type: string; readonly name?: string };
  readonly thinking?: { readonly type: string };
  readonly output_config?: {
    readonly effort?: string;
    readonly format?: { readonly schema?: JsonSchema } | null;
  };
  readonly service_tier?: string;
  readonly stream?: boolean;
}

/**
 * Answers a Messages request.
 *
 * @throws {InvalidRequest} when `model`, `max_tokens` or `messages` is missing
 */
export function answerMessages(
  request: JsonObject,
  behaviour: Behaviour,
  seed: AnswerSeed,
): Answer {
  const asked = check(request);
  if (typeof asked.max_tokens !== 'number') throw new InvalidRequest('max_tokens: Field required');
  const reply = toReply(toConversation(asked), behaviour, seed.id);
  const choice = reply.choices[0]!;
  const head: MessageHead = {
    id: `msg_${seed.id}`,
    model: behaviour.responseModel ?? toResponseModel(String(asked.model)),
    usage: toUsage(reply, behaviour),
    stopReason: toStopReason(choice),
  };
  const blocks = toBlocks(
    choice,
    asked.thinking !== undefined && asked.thinking.type !== 'disabled',
  );
  const body = toMessage(head, blocks);
  return asked.stream === true
    ? { body, events: [...toMessageEvents(head, choice, blocks)] }
    : { body };
}

/** Answers a request for the number of tokens of a message. */
export function answerTokenCount(
  request: JsonObject,
  behaviour: Behaviour,
  seed: AnswerSeed,
): Answer {
  const { inputTokens } = toReply(toConversation(check(request)), behaviour, seed.id);
  return { body: { input_tokens: inputTokens } };
}

function check(request: JsonObject): MessagesRequest {
  const asked = request as MessagesRequest;
  if (typeof asked.model !== 'string') throw new InvalidRequest('model: Field required');
  if (!Array.isArray(asked.messages) || asked.messages.length === 0) {
    throw new InvalidRequest('messages: at least one message is required');
  }
  return asked;
}

function toConversation(asked: MessagesRequest): Conversation {
  const { tool_choice: choice, output_config: output } = asked;
  const system = toText(asked.system);
  return {
    turns: [
      ...(system === '' ? [] : [{ role: 'system' as const, text: system }]),
      ...(asked.messages ?? []).flatMap(toTurns),
    ],
    tools: (asked.tools ?? []).map(({ name = 'unnamed', description = '', input_schema }) => ({
      name,
      description,
      schema: input_schema,
      isCustom: false,
    })),
    toolChoice:
      choice?.name === undefined
        ? choice?.type === 'none'
          ? 'none'
          : 'auto'
        : { name: choice.name },
    answerSchema: output?.format ? (output.format.schema ?? {}) : undefined,
    maxTokens: asked.max_tokens,
    reasoningEffort: output?.effort,
    choiceCount: 1,
  };
}

/** Results of tools come as blocks of a user's message. */
function toTurns({ role, content }: { role: string; content?: unknown }): Turn[] {
  const results = (Array.isArray(content) ? (content as Block[]) : []).filter(
    ({ type }) => type === 'tool_result',
  );
  const text = toText(content);
  return [
    ...(text === '' && results.length > 0
      ? []
      : [{ role: role === 'assistant' ? ('assistant' as const) : ('user' as const), text }]),
    ...results.map((result) => ({ role: 'tool' as const, text: toText(result.content) })),
  ];
}

function toBlocks(choice: ReplyChoice, isThinking: boolean): JsonObject[] {
  const thinking = { type: 'thinking', thinking: 'A short question.', signature: 'c2lnbmVk' };
  const answer =
    choice.toolCalls.length > 0
      ? choice.toolCalls.map((call) => ({
          type: 'tool_use',
          id: call.id.replace('call', 'toolu'),
          name: call.name,
          input: JSON.parse(call.arguments) as unknown,
        }))
      : [{ type: 'text', text: choice.text, citations: null }];
  return isThinking ? [thinking, ...answer] : answer;
}

/** Cached input is not part of `input_tokens`. */
function toUsage(reply: Reply, { cacheWriteTokens = 0 }: Behaviour): JsonObject {
  const written = Math.min(cacheWriteTokens, reply.inputTokens - reply.cachedTokens);
  return {
    input_tokens: reply.inputTokens - reply.cachedTokens - written,
    cache_read_input_tokens: reply.cachedTokens,
    cache_creation_input_tokens: written,
    cache_creation: { ephemeral_5m_input_tokens: written, ephemeral_1h_input_tokens: 0 },
    output_tokens: reply.outputTokens,
    output_tokens_details: { thinking_tokens: reply.reasoningTokens },
    server_tool_use: null,
    service_tier: 'standard',
  };
}

function toStopReason({ finishReason, isRefusal }: ReplyChoice): string {
  if (isRefusal) return 'refusal';
  return {
    stop: 'end_turn',
    length: 'max_tokens',
    content_filter: 'refusal',
    tool_calls: 'tool_use',
  }[finishReason];
}
