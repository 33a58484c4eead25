// A chat or completions stream sends usage only on request, in an additional chunk.

import type { Call, Passing } from '../../model/method.ts';

interface Params {
  stream?: boolean | null;
  stream_options?: { include_usage?: boolean } | null;
}
interface Chunk {
  choices?: readonly unknown[];
  usage?: unknown;
}

/** A chunk with further keys has another purpose, such as Azure's filter results. */
const KEYS_OF_EXTRA_CHUNK = new Set([
  'id',
  'object',
  'created',
  'model',
  'service_tier',
  'system_fingerprint',
  'obfuscation',
  'choices',
  'usage',
]);

/** For methods that stream if the request says so. */
export const streamUsage = {
  pass(call: Call<unknown, [Params, ...unknown[]]>, passing: Passing) {
    const isAsked = passing.asksForUsage && call.args[0].stream === true;
    return isAsked ? askForUsage(call, passing) : undefined;
  },
  hide: hideUsage,
};

/** Methods that always stream. */
export const usageOfStream = { pass: askForUsage, hide: hideUsage };

/** Sets `stream_options.include_usage` if usage should be requested. */
function askForUsage(
  { args: [params, ...rest] }: Call<unknown, [Params, ...unknown[]]>,
  { asksForUsage }: Passing,
): [never, ...unknown[]] | undefined {
  const { stream_options: options } = params;
  if (!asksForUsage || options?.include_usage !== undefined || !isPlain(params)) return undefined;
  const asking = { ...params, stream_options: { ...options, include_usage: true } };
  return [asking as never, ...rest];
}

/** Hides what the option adds. */
function hideUsage(chunk: Chunk): boolean {
  if (!('usage' in chunk)) return false;
  const isExtra =
    (chunk.choices ?? []).length === 0 &&
    Object.keys(chunk).every((key) => KEYS_OF_EXTRA_CHUNK.has(key));
  if (!isExtra && chunk.usage === null) delete chunk.usage;
  return isExtra;
}

/** Copies of other objects, such as class instances, might serialise differently. */
function isPlain(params: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(params);
  return prototype === Object.prototype || prototype === null;
}
