// What is recorded of images, audio and files instead of their bytes.

import { createHash } from 'node:crypto';

/** In bytes; hashing more would take longer than a call may wait. */
const DIGEST_LIMIT = 4 * 1024 * 1024;
const DATA_URL = /^data:([\w.+/-]{0,100})(?:;[\w.+=-]{0,100}){0,4};base64,/i;

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

/** A `data:` URL in one line; `undefined` unless it is base64. */
export function describeDataUrl(text: string): string | undefined {
  const [head, mimeType] = DATA_URL.exec(text) ?? [];
  return head === undefined
    ? undefined
    : describeBytes(factsOfBase64(text.slice(head.length)), mimeType || undefined);
}
