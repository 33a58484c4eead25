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

/** A counter as it was at a time. */
interface Reading {
  readonly meter: TokenMeter;
  readonly input: number;
  readonly output: number;
}

/** What calls that have ended were told to have used. */
const told = new WeakMap<TokenMeter, Reading>();

/** The counter before a call. */
export function readMeter({ _sequence: sequence }: Runner): Reading | undefined {
  const meter = sequence?.tokenMeter;
  return meter && readingOf(meter);
}

function readingOf(meter: TokenMeter): Reading {
  return { meter, input: meter.usedInputTokens, output: meter.usedOutputTokens };
}

/**
 * The tokens that were evaluated and generated since `before`. A call that had to wait was made before those that it
 * waited for ended: what they used is not its own. Tokens that the context still held are not evaluated again.
 */
export function usageSince(before: unknown): Usage | undefined {
  const start = before as Reading | undefined;
  if (start === undefined) return undefined;
  const now = readingOf(start.meter);
  const last = told.get(start.meter) ?? start;
  told.set(start.meter, now);
  return {
    inputTokens: now.input - Math.max(start.input, last.input),
    outputTokens: now.output - Math.max(start.output, last.output),
  };
}

/** The same of a call that generates nothing: the last token, which is evaluated too, counts as output. */
export function readSince(before: unknown): Usage | undefined {
  const { inputTokens = 0, outputTokens = 0 } = usageSince(before) ?? {};
  const tokens = inputTokens + outputTokens;
  return tokens === 0 ? undefined : { inputTokens: tokens };
}
