// What runs a model of `node-llama-cpp`: a sequence, which names its model and counts its tokens. Calls on it wait for
// each other.

import type { Usage } from '../../model/response.ts';

/** The counter of a sequence, which only grows. */
interface TokenMeter {
  readonly usedInputTokens: number;
  readonly usedOutputTokens: number;
}

/** Whatever makes calls: its sequence is private, and absent once it is disposed of. */
export interface Runner {
  readonly _sequence?: {
    readonly model?: { readonly filename?: string };
    readonly tokenMeter?: TokenMeter;
  } | null;
}

/** The name of the model's file, without the folders that it is in. */
export function modelOf({ _sequence: sequence }: Runner): string | undefined {
  return sequence?.model?.filename;
}

/** A counter as it was before a call, or after one. */
interface Reading {
  readonly meter: TokenMeter;
  readonly input: number;
  readonly output: number;
}

/** The calls on a sequence that have not ended, in their order, and what the last that has ended left. */
interface Line {
  readonly waiting: Reading[];
  last?: Reading;
}
const lines = new WeakMap<TokenMeter, Line>();

/** The counter before a call, which may have to wait for others. */
export function readMeter({ _sequence: sequence }: Runner): Reading | undefined {
  const meter = sequence?.tokenMeter;
  if (meter === undefined) return undefined;
  const line = lines.get(meter) ?? { waiting: [] };
  const reading = readingOf(meter);
  line.waiting.push(reading);
  lines.set(meter, line);
  return reading;
}

function readingOf(meter: TokenMeter): Reading {
  return { meter, input: meter.usedInputTokens, output: meter.usedOutputTokens };
}

/**
 * The tokens that a call has evaluated and generated: what others used while it waited for them is not its own, and a
 * call that `failed` while it waited has used nothing. Tokens that the context still held are not evaluated again.
 */
export function usageSince(before: unknown, failed?: 'failed'): Usage {
  const start = before as Reading | undefined;
  const line = start && lines.get(start.meter);
  if (start === undefined || line === undefined) return {};
  const place = line.waiting.indexOf(start);
  if (failed !== undefined && place > 0) {
    line.waiting.splice(place, 1);
    return { inputTokens: 0, outputTokens: 0 };
  }
  line.waiting.splice(0, place + 1);
  const { last = start } = line;
  const now = readingOf(start.meter);
  line.last = now;
  return {
    inputTokens: now.input - Math.max(start.input, last.input),
    outputTokens: now.output - Math.max(start.output, last.output),
  };
}

/** The same of a call that generates nothing: the last token, which is evaluated too, counts as output. */
export function readSince(before: unknown, failed?: 'failed'): Usage {
  const { inputTokens = 0, outputTokens = 0 } = usageSince(before, failed);
  return { inputTokens: inputTokens + outputTokens };
}
