// The content of a Realtime session, as far as one response shows it: its request parameters and its
// output. The server stores the conversation itself.

import type {
  RealtimeResponse,
  RealtimeResponseCreateParams,
} from 'openai/resources/realtime/realtime';
import type { Content } from '../../../model/content.ts';
import { toParts } from '../../content-parts.ts';
import { type AnyItem, toItemParts } from '../responses/items.ts';
import { input as toInput } from '../responses/content.ts';
import { toFinishReason } from './status.ts';

/** The request content of a response; unknown if the server started it. */
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

/** A response's content: all its items are one message. */
export function output(response: RealtimeResponse): Content {
  const parts = toParts<AnyItem>(response.output, toItemParts);
  if (parts.length === 0) return {};
  const finishReason = toFinishReason(response) ?? 'error';
  return { outputMessages: [{ role: 'assistant', parts, finish_reason: finishReason }] };
}
