// Decides what the mock replies, once for every endpoint: text or tool calls, how it is cut into
// chunks, why generation stopped and what it cost. The endpoints only spell it out.
import { toAnswerText } from './answer-text.ts';
import type { Behaviour } from './behaviour.ts';
import { type Conversation, lastUserText, type OfferedTool } from './conversation.ts';
import { toSchemaExample } from './schema-example.ts';
import { countSharedWords, countTokens, toWords } from './words.ts';

/** The model's request to run a tool. */
export interface ToolCall {
  readonly id: string;
  readonly name: string;
  /** JSON, or free text for a custom tool. */
  readonly arguments: string;
  readonly isCustom: boolean;
  readonly chunks: readonly string[];
}

/** One of the alternatives a request asked for. */
export interface ReplyChoice {
  readonly text: string;
  /** `text` in the pieces a stream sends. */
  readonly chunks: readonly string[];
  readonly isRefusal: boolean;
  readonly toolCalls: readonly ToolCall[];
  readonly finishReason: 'stop' | 'length' | 'content_filter' | 'tool_calls';
}

/** All that the mock replies to one request. */
export interface Reply {
  readonly choices: readonly ReplyChoice[];
  readonly inputTokens: number;
  /** Part of `inputTokens`. */
  readonly cachedTokens: number;
  readonly outputTokens: number;
  /** Part of `outputTokens`. */
  readonly reasoningTokens: number;
}

const refusalText = 'I am sorry, but I cannot help with that.';
const tokensOfEffort: Readonly<Record<string, number>> = {
  minimal: 8,
  low: 32,
  medium: 128,
  high: 512,
  xhigh: 1024,
};

/** Decides the reply; `id` makes the ids of tool calls unique on one server. */
export function toReply(conversation: Conversation, behaviour: Behaviour, id: string): Reply {
  const choices = Array.from({ length: conversation.choiceCount }, (_, index) =>
    toChoice(conversation, behaviour, `${id}_${index}`, index),
  );
  const reasoningTokens =
    behaviour.reasoningTokens ?? tokensOfEffort[conversation.reasoningEffort ?? ''] ?? 0;
  const inputTokens = sum(conversation.turns.map((turn) => countTokens(turn.text) + 4));
  const visibleTokens = sum(
    choices.map((choice) =>
      countTokens(
        choice.text + choice.toolCalls.map((call) => call.name + call.arguments).join(''),
      ),
    ),
  );
  // A prompt cache holds prefixes, and the instructions are the prefix that stays the same.
  const instructionTokens = sum(
    conversation.turns
      .filter((turn) => turn.role === 'system')
      .map((turn) => countTokens(turn.text)),
  );
  return {
    choices,
    inputTokens,
    cachedTokens: Math.min(inputTokens, behaviour.cachedTokens ?? instructionTokens),
    outputTokens: visibleTokens + reasoningTokens,
    reasoningTokens,
  };
}

function toChoice(
  conversation: Conversation,
  behaviour: Behaviour,
  id: string,
  index: number,
): ReplyChoice {
  const toolCalls = toToolCalls(conversation, behaviour, id);
  if (toolCalls.length > 0) {
    return { text: '', chunks: [], isRefusal: false, toolCalls, finishReason: 'tool_calls' };
  }
  const isRefusal = behaviour.refusal === true;
  const wanted = isRefusal ? refusalText : toText(conversation, behaviour, index);
  const limit = (conversation.maxTokens ?? Infinity) * 4;
  const text = wanted.slice(0, limit);
  return {
    text,
    chunks: cutIntoChunks(text, behaviour.chunks),
    isRefusal,
    toolCalls: [],
    finishReason: behaviour.finishReason ?? (wanted.length > limit ? 'length' : 'stop'),
  };
}

function toText(conversation: Conversation, behaviour: Behaviour, index: number): string {
  const { answerSchema } = conversation;
  let text = behaviour.answer;
  if (text === undefined && answerSchema) {
    return JSON.stringify(
      Object.keys(answerSchema).length === 0
        ? { answer: toAnswerText(conversation) }
        : toSchemaExample(answerSchema, lastUserText(conversation)),
    );
  }
  text ??= toAnswerText(conversation);
  if (index > 0) text = `${text} (alternative ${index + 1})`;
  const length = Math.max(behaviour.contentChars ?? 0, behaviour.chunks ?? 0);
  if (text.length < length) text = `${text} `.repeat(Math.ceil(length / (text.length + 1)));
  return text.slice(0, behaviour.contentChars);
}

function toToolCalls(conversation: Conversation, behaviour: Behaviour, id: string): ToolCall[] {
  const { tools, toolChoice, turns } = conversation;
  if (tools.length === 0 || toolChoice === 'none' || turns.at(-1)?.role === 'tool') return [];
  const question = lastUserText(conversation);
  const forced = toolChoice === 'auto' ? undefined : toolChoice.name;
  const ranked = forced ? tools.filter(({ name }) => name === forced) : rank(tools, question);
  return Array.from(
    { length: ranked.length === 0 ? 0 : (behaviour.toolCalls ?? 1) },
    (_, index) => {
      const tool = ranked[index % ranked.length]!;
      const content = tool.isCustom
        ? question
        : JSON.stringify(toSchemaExample(tool.schema ?? {}, question));
      return {
        id: `call_${id}_${index}`,
        name: tool.name,
        arguments: content,
        isCustom: tool.isCustom,
        chunks: cutIntoChunks(
          content,
          behaviour.chunks ?? Math.max(1, Math.ceil(content.length / 6)),
        ),
      };
    },
  );
}

function rank(tools: readonly OfferedTool[], question: string): OfferedTool[] {
  const words = new Set(toWords(question));
  const score = (tool: OfferedTool): number =>
    countSharedWords(words, `${tool.name.replaceAll('_', ' ')} ${tool.description}`);
  return tools.toSorted((a, b) => score(b) - score(a));
}

/** Cuts a text into words, or into `count` pieces of equal length. */
function cutIntoChunks(text: string, count?: number): string[] {
  if (count === undefined) return text.match(/\s*\S+\s*$|\s*\S+/g) ?? (text === '' ? [] : [text]);
  const characters = Array.from(text);
  const pieces = Math.min(count, characters.length);
  const bound = (index: number): number => Math.floor((index * characters.length) / pieces);
  return Array.from({ length: pieces }, (_, index) =>
    characters.slice(bound(index), bound(index + 1)).join(''),
  );
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
