// The limits of copies of content, as the settings have them.

import { config } from '../settings/settings.ts';

/** In characters. */
export interface Limits {
  readonly text: number;
  readonly content: number;
  /** Media bytes are copied. */
  readonly hasMedia: boolean;
  /** Tools keep their descriptions and schemas, which are long and the same in every call. */
  readonly hasToolDetails: boolean;
  /** Whether to keep the digests of cut texts. */
  readonly hasDigests: boolean;
}

let known: Limits | undefined;

/** The limits. */
export function contentLimits(): Limits {
  return (known ??= read());
}

function read(): Limits {
  const { textLimit, contentLimit, captureMedia, toolDefinitions, hmacKey } = config();
  return {
    text: textLimit,
    content: contentLimit,
    hasMedia: captureMedia === 'full',
    hasToolDetails: toolDefinitions === 'full',
    hasDigests: hmacKey !== undefined,
  };
}
