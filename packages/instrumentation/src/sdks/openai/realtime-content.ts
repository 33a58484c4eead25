// What is said in a Realtime session, as far as one response shows it: what it is asked for with, and
// what it says. The conversation itself grows on the server.

import type {
  RealtimeResponse,
  RealtimeResponseCreateParams,
} from 'openai/resources/realtime/realtime';
import type { Content } from '../../model/content.ts';
import { toParts } from '../content-parts.ts';
import { type AnyItem, toItemParts } from './response-items.ts';
import { input as toInput } from './responses-content.ts';
import { toFinishReason } from './realtime-status.ts';

/** What a response is asked for with; of one that the server began nothing is known. */
export function input(
  params: RealtimeResponseCreateParams | RealtimeResponse | undefined,
): Content {
  const {
    instructions,
    input: items,
    tools,
    prompt,
  } = (params ?? {}) as Pick<
    RealtimeResponseCreateParams,
    'instructions' | 'input' | 'tools' | 'prompt'
  >;
  return toInput({ instructions, input: items, tools, prompt });
}

/** What a response says: all its items are one message. */
export function output(response: RealtimeResponse): Content {
  const parts = toParts<AnyItem>(response.output, toItemParts);
  if (parts.length === 0) return {};
  const finishReason = toFinishReason(response) ?? 'error';
  return { outputMessages: [{ role: 'assistant', parts, finish_reason: finishReason }] };
}
