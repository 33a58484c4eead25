// What is recorded of images, audio and files instead of their bytes.

import { createHash } from 'node:crypto';

/** In bytes; hashing more would take longer than a call may wait. */
const DIGEST_LIMIT = 4 * 1024 * 1024;

/** Size in bytes and, up to 4 MiB, digest. */
export interface MediaFacts {
  readonly size: number;
  /** `sha256:` and the hexadecimal digest. */
  readonly digest?: string;
}

/** The facts of bytes. */
export function factsOfBytes(bytes: Uint8Array): MediaFacts {
  const size = bytes.byteLength;
  if (size > DIGEST_LIMIT) return { size };
  return { size, digest: `sha256:${createHash('sha256').update(bytes).digest('hex')}` };
}

/** The same of base64. */
export function factsOfBase64(text: string): MediaFacts {
  const size =
    Math.floor((text.length * 3) / 4) - (/={0,2}$/.exec(text.slice(-2))?.[0].length ?? 0);
  return size > DIGEST_LIMIT ? { size } : factsOfBytes(Buffer.from(text, 'base64'));
}

/** One-line summary. */
export function describeBytes(facts: MediaFacts, mimeType = 'binary'): string {
  const { size, digest } = facts;
  return `[${mimeType}: ${size} bytes${digest === undefined ? '' : `, ${digest}`}]`;
}
