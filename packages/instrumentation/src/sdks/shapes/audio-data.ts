// Audio in streams: every chunk is a separate base64 text, with padding where its bytes end.

import { type BlobPart, toBlob } from '../data-url.ts';

/** The audio whose concatenated chunks are `data`. */
export function toBlobOfChunks(data: string): BlobPart {
  const chunks = data.split(/(?<==)(?!=)/);
  const content =
    chunks.length < 2
      ? data
      : Buffer.concat(chunks.map((chunk) => Buffer.from(chunk, 'base64'))).toString('base64');
  return toBlob(content, { modality: 'audio' });
}
