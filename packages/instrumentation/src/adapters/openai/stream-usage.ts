// A chat or completions stream brings usage only when the request asks for it, in one more chunk.

import type { StreamUsage } from '../../core/adapter.ts';

interface Params {
  stream?: boolean | null;
  stream_options?: { include_usage?: boolean } | null;
}
interface Chunk {
  choices?: readonly unknown[];
  usage?: unknown;
}

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
      if (chunk.usage === null) delete chunk.usage;
      return chunk.usage !== undefined && chunk.choices?.length === 0;
    },
  };
}

/** A copy of anything else, a class instance say, might be serialised differently. */
function isPlain(params: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(params);
  return prototype === Object.prototype || prototype === null;
}
