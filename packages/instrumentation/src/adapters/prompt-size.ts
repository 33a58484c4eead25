// How much is said to a model, without what: the number of messages and the characters of their texts.

import type { RequestMetadata } from '../core/model.ts';

/** The size of `messages`, one text or a list, and of the instructions apart from them. Never throws. */
export function promptSize(
  messages: unknown,
  instructions?: unknown,
): Pick<RequestMetadata, 'messageCount' | 'promptLength'> {
  try {
    // A prompt may be kept by the provider.
    if (messages == null && instructions == null) return {};
    return {
      messageCount: Array.isArray(messages) ? messages.length : 1,
      promptLength: lengthOf(messages) + lengthOf(instructions),
    };
  } catch {
    // A proxy or a getter of the application.
    return {};
  }
}

/** Of a text, a list, or whatever holds its text in `text` or `content`. */
function lengthOf(said: unknown): number {
  if (typeof said === 'string') return said.length;
  if (Array.isArray(said)) {
    let sum = 0;
    for (const item of said) sum += lengthOf(item);
    return sum;
  }
  if (typeof said !== 'object' || said === null) return 0;
  const { text, content } = said as { text?: unknown; content?: unknown };
  return typeof text === 'string' ? text.length : content === undefined ? 0 : lengthOf(content);
}
