// What the AI SDK's models of language are asked and answer, in all versions of their interface (`specificationVersion`): it
// is that of the packages of providers, and of frameworks that call them without the AI SDK.

import type { Content } from '../../../model/content.ts';
import { toCount } from '../../../model/count.ts';
import type { RequestOf } from '../../../model/operation.ts';
import type { Response, Usage } from '../../../model/response.ts';
import { toArguments } from '../../tool-arguments.ts';
import { toInput, toOutput } from './messages.ts';
import { type Settings, toSettings } from './settings.ts';

/** A request. */
export interface CallOptions extends Settings {
  readonly prompt?: unknown;
  readonly tools?: unknown;
  readonly responseFormat?: { readonly type?: string };
  readonly abortSignal?: AbortSignal;
}

/** A word; newer models have that of the provider beside it. */
type FinishReason = string | { readonly unified?: string };
/** A count, or that of newer models, which is made of others. */
type Count = number | Readonly<Record<string, unknown>>;
type Counts = Readonly<Record<string, unknown>> & {
  readonly inputTokens?: Count;
  readonly outputTokens?: Count;
};

/** An answer. */
export interface Answer {
  readonly content?: readonly object[];
  /** Of the first version, both instead of `content`. */
  readonly text?: string;
  readonly toolCalls?: readonly { readonly args?: unknown }[];
  readonly finishReason?: FinishReason;
  readonly usage?: Counts;
  readonly response?: { readonly id?: string; readonly modelId?: string };
}

/** The settings of a request. */
export function toRequest(options: CallOptions): RequestOf<'inference'> {
  return {
    ...toSettings(options),
    outputType: options.responseFormat?.type === 'json' ? 'json' : undefined,
  };
}

/** The content of a request. */
export function questionOf({ prompt, tools }: CallOptions): Content {
  const all = (Array.isArray(prompt) ? prompt : []) as readonly { readonly role?: unknown }[];
  return toInput({
    instructions: all.filter(({ role }) => role === 'system'),
    messages: all.filter(({ role }) => role !== 'system'),
    tools,
  });
}

/** What is recorded of an answer. */
export function toResponse({ finishReason, usage, response }: Answer): Response {
  const word = wordOf(finishReason);
  return {
    id: response?.id,
    model: response?.modelId,
    finishReasons: word === undefined ? undefined : [word],
    usage: usage && toUsage(usage),
  };
}

/** The content of an answer. */
export function answerOf({ content, text, toolCalls = [], finishReason }: Answer): Content {
  const said = content ?? [
    ...(text === undefined ? [] : [{ type: 'text', text }]),
    ...toolCalls.map((call) => ({ ...call, type: 'tool-call', input: call.args })),
  ];
  return toOutput({ content: said.map(readable), finishReason: wordOf(finishReason) });
}

/** Calls of tools have their input as text. */
function readable(part: object): object {
  const { input } = part as { readonly input?: unknown };
  return input === undefined ? part : { ...part, input: toArguments(input) };
}

/** A finish reason as one word. */
export function wordOf(finishReason: FinishReason | undefined): string | undefined {
  return typeof finishReason === 'object' ? finishReason.unified : finishReason;
}

/** Counts of tokens, in the words of each version. */
export function toUsage(usage: Counts): Usage {
  const { inputTokens: input, outputTokens: output } = usage;
  const inputs = typeof input === 'object' ? input : {};
  const outputs = typeof output === 'object' ? output : {};
  return {
    inputTokens: toCount(inputs['total'] ?? input ?? usage['promptTokens']),
    outputTokens: toCount(outputs['total'] ?? output ?? usage['completionTokens']),
    cacheReadInputTokens: toCount(inputs['cacheRead'] ?? usage['cachedInputTokens']),
    cacheWriteInputTokens: toCount(inputs['cacheWrite']),
    reasoningOutputTokens: toCount(outputs['reasoning'] ?? usage['reasoningTokens']),
  };
}
