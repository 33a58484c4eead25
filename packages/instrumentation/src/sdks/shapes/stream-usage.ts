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
  isRefusal,
};

/** Methods that always stream. */
export const usageOfStream = { pass: askForUsage, hide: hideUsage, isRefusal };

/** Sets `stream_options`, unless the application does. */
function askForUsage(
  { args: [params, ...rest] }: Call<unknown, [Params, ...unknown[]]>,
  { asksForUsage }: Passing,
): [never, ...unknown[]] | undefined {
  if (!asksForUsage || params.stream_options !== undefined || !isPlain(params)) return undefined;
  const asking = { ...params, stream_options: { include_usage: true } };
  return [asking as never, ...rest];
}

/** A bad request may have other reasons: without the option it fails again. */
const REFUSING = new Set([400, 406, 415, 422]);

/** An error inside a stream has no status, or that of the stream. */
function isRefusal(thrown: unknown): boolean {
  const { status, httpResponse, message, code, type } = (thrown ?? {}) as {
    readonly [key: string]: unknown;
    readonly httpResponse?: { readonly status?: unknown };
  };
  const answered = Number(status ?? httpResponse?.status);
  if (answered >= 400) return REFUSING.has(answered);
  return (
    REFUSING.has(Number(code)) ||
    type === 'invalid_request_error' ||
    /stream_options|include_usage/.test(String(message))
  );
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
