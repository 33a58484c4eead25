// The content of legacy completions: prompts and texts.

import type { Completion, CompletionCreateParams } from 'openai/resources/completions';
import type { Content, Message } from '../../model/content.ts';
import { placeOf } from '../../model/place.ts';
import { appended } from '../../model/texts.ts';
import { toGeneric, toMessages, toTextParts } from '../content-parts.ts';
import { toFinishReason } from './finish-reason.ts';

type Prompt = CompletionCreateParams['prompt'];

/** The prompts of a request: texts, or tokens. */
export function input({ prompt }: CompletionCreateParams): Content {
  return { inputMessages: toMessages(toPrompts(prompt), toMessage) };
}

/** The choices of a response. */
export function output({ choices }: Completion): Content {
  return {
    outputMessages: toMessages(Object.values(choices ?? []), ({ text, finish_reason }) => ({
      role: 'assistant',
      parts: toTextParts(text),
      finish_reason: toFinishReason(finish_reason),
    })),
  };
}

/** Adds `chunk` to the completion. */
export function assemble(into: Completion | undefined, chunk: Completion): Completion {
  const completion = into ?? ({ choices: [] as unknown[] } as Completion);
  for (const { index, text, finish_reason } of chunk.choices ?? []) {
    const choice = (completion.choices[placeOf(index)] ??= {
      text: '',
    } as Completion['choices'][number]);
    choice.text = appended(choice.text, text ?? '');
    if (finish_reason != null) choice.finish_reason = finish_reason;
  }
  return completion;
}

function toPrompts(prompt: Prompt): (string | number[])[] {
  if (prompt == null) return [];
  if (typeof prompt === 'string') return [prompt];
  return typeof prompt[0] === 'number'
    ? [prompt as number[]]
    : [...(prompt as (string | number[])[])];
}

function toMessage(prompt: string | number[]): Message {
  const isText = typeof prompt === 'string';
  return {
    role: 'user',
    parts: isText ? toTextParts(prompt) : [toGeneric({ tokens: prompt }, 'tokens')],
  };
}
