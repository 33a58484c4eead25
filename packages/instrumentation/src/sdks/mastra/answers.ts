// What agents of Mastra are asked and answer.

import type { Content } from '../../model/content.ts';
import type { EndOptions } from '../../model/tracing.ts';
import { toTextParts } from '../content-parts.ts';
import { toInput } from '../shapes/ai-sdk/messages.ts';

/** A message as Mastra stores it. */
interface Stored {
  readonly content?: { readonly parts?: unknown } | string | null;
}

/** One message or several, of which some are texts. */
export function questionOf(messages: unknown): Content {
  const all = [messages]
    .flat()
    .map((message: unknown) =>
      typeof message === 'string' ? { role: 'user', content: message } : unpacked(message),
    );
  return toInput({ messages: all });
}

function unpacked(message: unknown): unknown {
  const { content } = (message ?? {}) as Stored;
  if (typeof content !== 'object' || !Array.isArray(content?.parts)) return message;
  return { ...(message as object), content: content.parts as readonly unknown[] };
}

/** The end of an agent that has stopped for `finishReason`; `textOf` is called only if content is recorded. */
export function endOf(
  finishReason: string | undefined,
  textOf: () => string | undefined,
): EndOptions {
  if (finishReason === 'aborted') return { outcome: 'aborted' };
  return {
    response: { finishReasons: finishReason === undefined ? undefined : [finishReason] },
    output: () => ({
      outputMessages: [
        { role: 'assistant', parts: toTextParts(textOf()), finish_reason: finishReason ?? 'stop' },
      ],
    }),
  };
}
