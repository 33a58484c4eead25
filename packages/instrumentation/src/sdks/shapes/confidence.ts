// How sure a model was of a transcription, from the log probabilities in its response.

import { ownValue } from '../../model/size.ts';

/** More segments or tokens of one response are not read. */
const MOST = 10_000;

/**
 * From 0 to 1: e to the power of the mean log probability. Of tokens (`logprobs`) each counts the same, of segments
 * (`avg_logprob`) as much as it is long; only the first 10,000 count. `undefined` if the response has neither.
 */
export function confidenceOf(result: unknown): number | undefined {
  return (
    meanOf(ownValue(result, 'logprobs'), 'logprob') ??
    meanOf(ownValue(result, 'segments'), 'avg_logprob')
  );
}

function meanOf(list: unknown, key: string): number | undefined {
  if (!Array.isArray(list)) return undefined;
  let [sum, whole] = [0, 0];
  for (let at = 0; at < Math.min(list.length, MOST); at += 1) {
    const item: unknown = ownValue(list, String(at));
    const logarithm = toNumber(ownValue(item, key));
    if (logarithm === undefined || logarithm > 0) continue;
    const [start, end] = [toNumber(ownValue(item, 'start')), toNumber(ownValue(item, 'end'))];
    const weight = start === undefined || end === undefined ? 1 : Math.max(0, end - start);
    sum += weight * logarithm;
    whole += weight;
  }
  return whole === 0 ? undefined : Math.exp(sum / whole);
}

function toNumber(value: unknown): number | undefined {
  return Number.isFinite(value) ? (value as number) : undefined;
}
