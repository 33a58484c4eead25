// Thoughts in content parts, as some compatible providers send them: a text, or a list of texts.

import type { Part } from '../../model/content.ts';

/** A part that is a thought. */
export interface Thought {
  readonly thinking: unknown;
}

/** Whether a part is a thought. */
export function isThought(part: object): part is Thought {
  return 'thinking' in part;
}

/** The texts of a thought. */
export function textsOf({ thinking }: Thought): string[] {
  const texts: readonly unknown[] = Array.isArray(thinking)
    ? thinking.map(({ text }: { readonly text?: unknown }) => text)
    : [thinking];
  return texts.filter((text): text is string => typeof text === 'string' && text !== '');
}

/** A thought in the shape of the conventions. */
export function toReasoning(thought: Thought): Part[] {
  return textsOf(thought).map((content) => ({ type: 'reasoning', content }));
}
