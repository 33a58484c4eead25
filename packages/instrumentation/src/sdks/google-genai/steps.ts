// The steps of an interaction: what a user said, what a model thought, said and called, and what tools returned.

import type { Content, Message, Part } from '../../model/content.ts';
import { toCount } from '../../model/count.ts';
import type { Usage } from '../../model/response.ts';
import { toGeneric, toMessages, toParts, toTextParts } from '../content-parts.ts';
import { toBlob, toMedia } from '../data-url.ts';
import { toFinishReason } from '../shapes/finish-reason.ts';
import { toToolDefinitions } from '../shapes/tool-definitions.ts';
import { toArguments } from '../tool-arguments.ts';

/** Of `create`. */
export interface InteractionParams {
  readonly model?: string;
  readonly stream?: boolean;
  readonly input?: string | Step | readonly Step[];
  readonly system_instruction?: string;
  readonly tools?: readonly Step[];
  readonly response_format?: unknown;
  readonly generation_config?: {
    readonly temperature?: number;
    readonly top_p?: number;
    readonly max_output_tokens?: number;
    readonly stop_sequences?: string[];
    readonly seed?: number;
    readonly thinking_level?: string;
  };
}

/** What `create` and `get` resolve with. */
export interface Interaction {
  readonly id: string;
  readonly model?: string;
  readonly status?: string;
  readonly steps?: readonly Step[];
  readonly usage?: Readonly<Record<string, unknown>>;
  readonly errors?: readonly { readonly code?: string; readonly message?: string }[];
}

/** A step or a part of one, by its `type`. */
export type Step = Readonly<Record<string, unknown>>;

/** Thoughts and what tools needed are counted apart from the input and the output. */
export function toUsage(usage: Interaction['usage']): Usage | undefined {
  if (usage == null) return undefined;
  const thought = toCount(usage['total_thought_tokens']);
  return {
    inputTokens: sum(toCount(usage['total_input_tokens']), toCount(usage['total_tool_use_tokens'])),
    outputTokens: sum(toCount(usage['total_output_tokens']), thought),
    cacheReadInputTokens: toCount(usage['total_cached_tokens']),
    reasoningOutputTokens: thought,
  };
}

function sum(first: number | undefined, second: number | undefined): number | undefined {
  return first === undefined && second === undefined ? undefined : (first ?? 0) + (second ?? 0);
}

/** What a model is asked. */
export function toInput({ input, system_instruction: said, tools }: InteractionParams): Content {
  const items = typeof input === 'string' ? [{ type: 'text', text: input }] : [input ?? []].flat();
  const isBare = items.every((item) => !STEPS.has(item?.['type']));
  const steps = isBare ? [{ type: 'user_input', content: items }] : items;
  return {
    systemInstructions: said === undefined ? undefined : toTextParts(said),
    inputMessages: toMessages(steps, toMessage),
    toolDefinitions: toToolDefinitions(tools),
  };
}

/** What a model answered: the steps after the last that is not its own, as one message. */
export function toOutput({ steps = [] }: Interaction, reason: string | undefined): Content {
  const own = steps.slice(steps.findLastIndex(({ type }) => type === 'user_input') + 1);
  const parts = own.flatMap((step) => toMessage(step).parts);
  if (parts.length === 0 && reason === undefined) return {};
  const finish_reason = toFinishReason(reason ?? 'error');
  return { outputMessages: [{ role: 'assistant', parts, finish_reason }] };
}

const STEPS: ReadonlySet<unknown> = new Set([
  'user_input',
  'model_output',
  'thought',
  'function_call',
  'function_result',
]);

function toMessage(step: Step): Message {
  const { type, content, summary, id, name, arguments: given, call_id: callId, result } = step;
  switch (type) {
    case 'user_input':
      return { role: 'user', parts: toParts(content as Step[], toPart) };
    case 'model_output':
      return { role: 'assistant', parts: toParts(content as Step[], toPart) };
    case 'thought':
      return {
        role: 'assistant',
        parts: toParts(summary as Step[], ({ text }) => ({
          type: 'reasoning',
          content: String(text),
        })),
      };
    case 'function_call':
      return {
        role: 'assistant',
        parts: [
          {
            type: 'tool_call',
            id: id as string,
            name: String(name),
            arguments: toArguments(given),
          },
        ],
      };
    case 'function_result':
      return {
        role: 'tool',
        parts: [{ type: 'tool_call_response', id: callId as string, response: result }],
      };
    default:
      return { role: 'assistant', parts: [toGeneric(step)] };
  }
}

function toPart(part: Step): Part {
  const { type, text, data, uri, mime_type: mimeType } = part as Readonly<Record<string, string>>;
  if (type === 'text') return { type: 'text', content: String(text) };
  if (data !== undefined) return toBlob(data, { modality: type!, mimeType });
  return uri === undefined ? toGeneric(part) : toMedia(uri, type!);
}
