// A chat or completions stream brings usage only when the request asks for it, in one more chunk.

import type { StreamUsage } from '../../model/adapter.ts';

interface Params {
  stream?: boolean | null;
  stream_options?: { include_usage?: boolean } | null;
}
interface Chunk {
  choices?: readonly unknown[];
  usage?: unknown;
}

/** A chunk that says more than these is not there for its usage: Azure's filter results, say. */
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

/** Asks with `stream_options.include_usage`, and hides what that adds to the stream. */
export function streamUsage<P extends Params, C extends Chunk>(): StreamUsage<P, C> {
  return {
    ask(params) {
      const { stream, stream_options: options } = params;
      if (stream !== true || options?.include_usage !== undefined || !isPlain(params)) {
        return undefined;
      }
      return { ...params, stream_options: { ...options, include_usage: true } };
    },
    hide(chunk) {
      if (!('usage' in chunk)) return false;
      const isExtra =
        (chunk.choices ?? []).length === 0 &&
        Object.keys(chunk).every((key) => KEYS_OF_EXTRA_CHUNK.has(key));
      if (!isExtra && chunk.usage === null) delete chunk.usage;
      return isExtra;
    },
  };
}

/** A copy of anything else, a class instance say, might be serialised differently. */
function isPlain(params: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(params);
  return prototype === Object.prototype || prototype === null;
}
