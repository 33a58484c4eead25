// How much is said to a model: only known where content is read.

import type { Content, Part } from '../core/content.ts';

/** Messages of a request, and characters of the texts in them and in the instructions. */
export interface PromptSize {
  readonly messageCount?: number;
  readonly promptLength?: number;
}

/** The size of what `content` says to a model. */
export function promptSize({ inputMessages, systemInstructions = [] }: Content): PromptSize {
  if (inputMessages === undefined) return {};
  const parts = [...systemInstructions, ...inputMessages.flatMap((message) => message.parts)];
  return {
    messageCount: inputMessages.length,
    promptLength: parts.reduce((sum, part) => sum + lengthOf(part), 0),
  };
}

function lengthOf(part: Part): number {
  return part.type === 'text' ? part.content.length : 0;
}
