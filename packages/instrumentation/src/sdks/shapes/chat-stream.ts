// Assembles a completion from stream chunks.

import type { ChatCompletion, ChatCompletionChunk } from 'openai/resources/chat/completions';
import { placeOf } from '../../model/place.ts';
import { appended } from '../../model/texts.ts';
import { isThought, textsOf } from './thoughts.ts';

type Delta = ChatCompletionChunk.Choice.Delta;
type ToolCall = ChatCompletionChunk.Choice.Delta.ToolCall;

/** A partial message. */
interface GrowingMessage {
  role: string;
  content?: string;
  refusal?: string;
  reasoning?: string;
  audio?: { id?: string; data?: string; transcript?: string };
  function_call?: { name?: string; arguments?: string };
  tool_calls?: GrowingCall[];
}
interface GrowingCall {
  /** The provider's index. */
  index?: number | null;
  id?: string;
  type?: string;
  function?: { name?: string; arguments?: string };
  custom?: { name?: string; input?: string };
}
interface GrowingChoice {
  message: GrowingMessage;
  finish_reason?: string;
}

/** Adds `chunk` to the completion. */
export function assemble(
  into: ChatCompletion | undefined,
  chunk: ChatCompletionChunk,
): ChatCompletion {
  const completion = (into ?? { choices: [] }) as unknown as { choices: GrowingChoice[] };
  for (const { index, finish_reason, ...said } of chunk.choices ?? []) {
    const choice = (completion.choices[placeOf(index)] ??= { message: { role: 'assistant' } });
    if (typeof finish_reason === 'string' && finish_reason !== ('' as string)) {
      choice.finish_reason = finish_reason;
    }
    const { delta, message } = said as { readonly delta?: Delta; readonly message?: Delta };
    // Some compatible servers call it what it is in a whole completion.
    if ((delta ?? message) != null) addDelta(choice.message, (delta ?? message)!);
  }
  return completion as unknown as ChatCompletion;
}

function addDelta(message: GrowingMessage, delta: Delta): void {
  const { reasoning_content, reasoning } = delta as {
    readonly reasoning_content?: unknown;
    readonly reasoning?: unknown;
  };
  if (delta.role) message.role = delta.role;
  if (Array.isArray(delta.content)) addParts(message, delta.content);
  else append(message, 'content', delta.content);
  append(message, 'refusal', delta.refusal);
  append(message, 'reasoning', reasoning ?? reasoning_content);
  if (delta.audio != null) {
    const audio = (message.audio ??= {});
    audio.id ??= delta.audio.id;
    append(audio, 'data', delta.audio.data);
    append(audio, 'transcript', delta.audio.transcript);
  }
  if (delta.function_call != null) {
    const call = (message.function_call ??= {});
    if (delta.function_call.name) call.name = delta.function_call.name;
    append(call, 'arguments', delta.function_call.arguments);
  }
  for (const call of listOf(delta.tool_calls)) addToolCall((message.tool_calls ??= []), call);
}

/** Some compatible providers send content in parts, including thoughts. */
function addParts(message: GrowingMessage, parts: readonly unknown[]): void {
  for (const part of parts) {
    if (typeof part === 'string') append(message, 'content', part);
    else if (typeof part === 'object' && part !== null) addPart(message, part);
  }
}

function addPart(message: GrowingMessage, part: { readonly text?: unknown }): void {
  if (isThought(part)) for (const text of textsOf(part)) append(message, 'reasoning', text);
  else append(message, 'content', part.text);
}

/** Some compatible servers send a single call as it is. */
function listOf(calls: readonly ToolCall[] | ToolCall | null | undefined): readonly ToolCall[] {
  if (calls == null) return [];
  return Array.isArray(calls) ? calls : [calls as ToolCall];
}

function addToolCall(calls: GrowingCall[], delta: ToolCall): void {
  const call = growingCall(calls, delta);
  call.id ||= delta.id;
  call.type ??= delta.type;
  if (delta.function != null) {
    const called = (call.function ??= {});
    if (delta.function.name) called.name = delta.function.name;
    // Some compatible providers send the object itself.
    const { arguments: given } = delta.function as { readonly arguments?: unknown };
    if (typeof given === 'object' && given !== null) called.arguments = JSON.stringify(given);
    else append(called, 'arguments', given);
  }
  if (delta.custom != null) {
    const called = (call.custom ??= {});
    if (delta.custom.name) called.name = delta.custom.name;
    append(called, 'input', delta.custom.input);
  }
}

/**
 * The call that `delta` continues. Some compatible providers send no call index, or the same index for
 * all calls: a new id begins a new call, and without ids another name does.
 */
function growingCall(calls: GrowingCall[], delta: Partial<ToolCall>): GrowingCall {
  const { index, id } = delta;
  const same = id ? calls.find((call) => call.id === id) : undefined;
  if (same !== undefined) return same;
  const last = index == null ? calls.at(-1) : calls.findLast((call) => call.index === index);
  if (last !== undefined && !(id && last.id) && !isOther(delta, last)) return last;
  const call: GrowingCall = { index };
  calls.push(call);
  calls.sort((one, other) => (one.index ?? 0) - (other.index ?? 0));
  return call;
}

/** Whether `delta` names another function than `call`. */
function isOther({ function: called }: Partial<ToolCall>, call: GrowingCall): boolean {
  const name = call.function?.name;
  return Boolean(called?.name && name) && called!.name !== name;
}

function append<Key extends string>(
  target: Partial<Record<Key, string>>,
  key: Key,
  text: unknown,
): void {
  if (typeof text === 'string') target[key] = appended(target[key], text);
}
