// Content, as the helpers' options and fields accept it: in full, or as one text.

import type { Content, Message, OutputMessage, Part } from '../model/content.ts';
import { ownValue, type Size } from '../model/size.ts';

/** Part of the options of helpers that call models. Content: recorded only on request. */
export interface InputOptions {
  /** Messages in the shape of the conventions; a text is one user message. */
  input?: string | readonly Message[] | undefined;
  /** Instructions, separate from messages. */
  systemInstructions?: string | undefined;
}

/** Part of the fields of helpers that call models. Content: recorded only on request. */
export interface OutputFields {
  /** Messages in the shape of the conventions; a text is one assistant message. */
  output?: string | readonly OutputMessage[] | undefined;
}

/** The content of `options`. */
export function inputContent({ input, systemInstructions }: InputOptions): Content {
  return {
    inputMessages: typeof input === 'string' ? [{ role: 'user', parts: [text(input)] }] : input,
    systemInstructions: systemInstructions === undefined ? undefined : [text(systemInstructions)],
  };
}

/** How long the input in `options` is; its texts are those of the application. */
export function inputSize({ input, systemInstructions = '' }: InputOptions): Size | undefined {
  if (input === undefined) return undefined;
  const apart = systemInstructions.length;
  if (typeof input === 'string') return { characters: input.length + apart, messages: 1 };
  const characters = input.flatMap(({ parts }) => parts).map(sizeOf);
  return { characters: characters.reduce((sum, one) => sum + one, apart), messages: input.length };
}

function sizeOf(part: Part): number {
  const content = ownValue(part, 'content');
  return part.type === 'text' && typeof content === 'string' ? content.length : 0;
}

/** The content of `fields`; without a finish reason, a text counts as finished. */
export function outputContent({ output }: OutputFields, finishReasons?: string[]): Content {
  return {
    outputMessages:
      typeof output === 'string'
        ? [
            {
              role: 'assistant',
              parts: [text(output)],
              finish_reason: finishReasons?.[0] ?? 'stop',
            },
          ]
        : output,
  };
}

function text(content: string): { readonly type: 'text'; readonly content: string } {
  return { type: 'text', content };
}
