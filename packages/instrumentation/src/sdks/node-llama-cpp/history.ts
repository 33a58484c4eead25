// The content of a chat of `node-llama-cpp`: its history, what the model answers, and the functions that it may call.

import type { Message, OutputMessage, Part, ToolDefinition } from '../../model/content.ts';
import { appended } from '../../model/texts.ts';
import { toGeneric, toMessages, toTextParts } from '../content-parts.ts';

/** A text, or a list of texts and special tokens. */
type LlamaText = string | readonly (string | { readonly value?: string })[];
/** A text of its own kind: thoughts, or comments. */
export interface Segment {
  readonly type: 'segment';
  readonly segmentType: string;
  readonly text: string;
}
interface FunctionCall {
  readonly type: 'functionCall';
  readonly name: string;
  readonly params: unknown;
  readonly result: unknown;
}
/** What a model has said: functions that it called stand between its texts, each with its result. */
type Said = string | Segment | FunctionCall;
/** One item of a history. */
export type HistoryItem =
  | { readonly type: 'system' | 'user'; readonly text: LlamaText }
  | { readonly type: 'model'; readonly response: readonly Said[] };

/** The functions that a model may call, by name. */
export type Functions = Readonly<
  Record<string, { readonly description?: string; readonly params?: unknown }>
>;

/** The parts of a text as one. */
export function textOf(text: unknown): string | undefined {
  if (typeof text === 'string') return text;
  // An instance of the package's own class of texts.
  const values = Array.isArray(text) ? text : (text as { readonly values?: unknown })?.values;
  if (!Array.isArray(values) || typeof values[0] === 'number') return undefined;
  return (values as Exclude<LlamaText, string>)
    .map((value) => (typeof value === 'string' ? value : (value?.value ?? '')))
    .join('');
}

/** The messages of a history. The last item is empty: the model is about to fill it. */
export function toHistory(history: readonly HistoryItem[]): Message[] {
  return toMessages(history, (item) =>
    item.type === 'model'
      ? toTurns(item.response)
      : [{ role: item.type, parts: toTextParts(textOf(item.text)) }],
  );
}

/** The messages of a model, with one of the tool after each of its calls. */
function toTurns(response: readonly Said[]): Message[] {
  const messages: Message[] = [];
  let parts: Part[] = [];
  const say = (): void => {
    if (parts.length > 0) messages.push({ role: 'assistant', parts });
    parts = [];
  };
  for (const item of response) {
    parts.push(...toSaid(item));
    if (typeof item === 'string' || item.type !== 'functionCall') continue;
    say();
    messages.push({ role: 'tool', parts: [{ type: 'tool_call_response', response: item.result }] });
  }
  say();
  return messages;
}

function toSaid(item: Said): Part[] {
  if (typeof item === 'string') return toTextParts(item);
  if (item.type === 'functionCall') {
    return [{ type: 'tool_call', name: item.name, arguments: item.params }];
  }
  if (item.segmentType === 'thought') return [{ type: 'reasoning', content: item.text }];
  return [toGeneric({ content: item.text }, item.segmentType)];
}

/** What an answer says. */
export interface Answer {
  readonly fullResponse?: readonly (string | Segment)[];
  readonly functionCalls?: readonly { readonly functionName: string; readonly params: unknown }[];
}

/** The message of an answer. */
export function toAnswer(
  { fullResponse = [], functionCalls = [] }: Answer,
  finishReason: string,
): OutputMessage {
  const called = functionCalls.map(({ functionName: name, params }): Part => ({
    type: 'tool_call',
    name,
    arguments: params,
  }));
  return {
    role: 'assistant',
    parts: [...fullResponse.flatMap(toSaid), ...called],
    finish_reason: finishReason,
  };
}

/** The pieces of an answer with one more, which may belong to the last of them. */
export function joined(
  said: Answer['fullResponse'] = [],
  piece: string | Segment,
): (string | Segment)[] {
  const last = said.at(-1);
  const before = said.slice(0, -1);
  if (typeof piece === 'string') {
    return typeof last === 'string' ? [...before, appended(last, piece)] : [...said, piece];
  }
  return typeof last === 'object' && last.segmentType === piece.segmentType
    ? [...before, { ...last, text: appended(last.text, piece.text) }]
    : [...said, piece];
}

/** The functions as tools. */
export function toTools(functions: Functions | undefined): ToolDefinition[] {
  return Object.entries(functions ?? {}).map(([name, { description, params }]) => ({
    type: 'function',
    name,
    description,
    parameters: params ?? undefined,
  }));
}
