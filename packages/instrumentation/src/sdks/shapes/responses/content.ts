// The content of the Responses API: instructions, items and tools in the shapes of the conventions.

import type {
  Response,
  ResponseCreateParams,
  ResponsePrompt,
} from 'openai/resources/responses/responses';
import type { Content, Message, Part } from '../../../model/content.ts';
import { toMessages, toParts, toTextParts } from '../../content-parts.ts';
import { type AnyItem, toItemMessages, toItemParts } from './items.ts';
import { toFinishReason } from './status.ts';
import { toToolDefinitions } from '../tool-definitions.ts';

/** A request; for a response that the server began, the known part of its request. */
interface Params {
  readonly instructions?: Response['instructions'];
  readonly input?: string | readonly AnyItem[];
  readonly tools?: readonly object[] | null;
  readonly prompt?: ResponseCreateParams['prompt'];
}

/** A request's content. */
export function input({ instructions, input: items, tools, prompt }: Params): Content {
  return {
    systemInstructions: toInstructions(instructions),
    inputMessages:
      typeof items === 'string'
        ? [{ role: 'user', parts: toTextParts(items) }]
        : items && toMessages<AnyItem, Message>(items, toItemMessages),
    toolDefinitions: toToolDefinitions(tools),
    promptVariables: toVariables(prompt?.variables),
  };
}

/** A response's content: all its items are one message. */
export function output(response: Response): Content {
  const parts = toParts<AnyItem>(Object.values(response.output ?? []), toItemParts);
  const isEmpty = parts.length === 0 && response.status !== 'completed';
  if (isEmpty) return {};
  const finishReason = toFinishReason(response) ?? 'error';
  return { outputMessages: [{ role: 'assistant', parts, finish_reason: finishReason }] };
}

function toInstructions(instructions: Params['instructions']): Part[] | undefined {
  if (typeof instructions === 'string') return toTextParts(instructions);
  return instructions == null ? undefined : toParts<AnyItem>(instructions, toItemParts);
}

function toVariables(variables: ResponsePrompt['variables']): Content['promptVariables'] {
  const texts = Object.entries(variables ?? {}).filter(
    (entry): entry is [string, string] => typeof entry[1] === 'string',
  );
  return texts.length === 0 ? undefined : Object.fromEntries(texts);
}
