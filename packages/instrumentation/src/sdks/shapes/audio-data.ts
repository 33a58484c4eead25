// Sound as streams bring it: every chunk is base64 of its own, with padding where its bytes end.

import { type BlobPart, toBlob } from '../data-url.ts';

/** The sound whose chunks, one behind the other, are `data`. */
export function toBlobOfChunks(data: string): BlobPart {
  const chunks = data.split(/(?<==)(?!=)/);
  const content =
    chunks.length < 2
      ? data
      : Buffer.concat(chunks.map((chunk) => Buffer.from(chunk, 'base64'))).toString('base64');
  return toBlob(content, { modality: 'audio' });
}
