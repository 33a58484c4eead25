// The completions of `node-llama-cpp`: of a text, and of the gap between two.

import type { Content } from '../../model/content.ts';
import { type AnyMethod, defineMethod, type Method } from '../../model/method.ts';
import { appended } from '../../model/texts.ts';
import { toTextParts } from '../content-parts.ts';
import {
  finishReasonOf,
  type Generated,
  generating,
  type Options,
  type Piece,
} from './generation.ts';
import { textOf } from './history.ts';
import type { Runner } from './sequence.ts';

/** A text, one with special tokens, or tokens, which say nothing. */
type Input = unknown;
type Args = readonly [input: Input, options?: Options];
type InfillArgs = readonly [prefix: Input, suffix: Input, options?: Options];
interface Result extends Generated {
  readonly response?: string;
}

const answered: Pick<Method<Runner, Args, Result, Piece>, 'output' | 'assemble'> = {
  output: (result) => ({
    outputMessages: [
      {
        role: 'assistant',
        parts: toTextParts(result.response),
        finish_reason: finishReasonOf(result),
      },
    ],
  }),
  assemble: (into, piece) =>
    typeof piece === 'string' ? { ...into, response: appended(into?.response, piece) } : into,
};

function asked(...inputs: readonly Input[]): Content {
  const parts = inputs.flatMap((input) => toTextParts(textOf(input)));
  return parts.length === 0 ? {} : { inputMessages: [{ role: 'user', parts }] };
}

function sizeOf(...inputs: readonly Input[]): { characters: number; messages: number } {
  const lengths = inputs.map((input) => (typeof input === 'string' ? input.length : 0));
  return { characters: lengths.reduce((sum, length) => sum + length, 0), messages: 1 };
}

/** What follows a text. */
export const generateCompletionWithMeta: AnyMethod = defineMethod({
  ...generating<Args, Result>('text_completion', 1),
  ...answered,
  size: ({ args: [input] }) => sizeOf(input),
  input: ({ args: [input] }) => asked(input),
});

/** What stands between two texts. */
export const generateInfillCompletionWithMeta: AnyMethod = defineMethod({
  ...generating<InfillArgs, Result>('text_completion', 2),
  ...answered,
  size: ({ args: [prefix, suffix] }) => sizeOf(prefix, suffix),
  input: ({ args: [prefix, suffix] }) => asked(prefix, suffix),
});
