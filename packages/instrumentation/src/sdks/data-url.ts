// Distinguishes inline content from links: a `data:` URL is content, any other URL is not.

import type { Modality, Part } from '../model/content.ts';

/** A part that contains its bytes. */
export type BlobPart = Extract<Part, { type: 'blob' }>;

const DATA_URL = /^data:([^,;]*)((?:;[^,;]*)*),/i;

/** The target or content of `url`. */
export function toMedia(url: string, modality: Modality): Part {
  const found = DATA_URL.exec(url);
  if (found === null) return { type: 'uri', modality, uri: url };
  const [head, mimeType, parameters] = found;
  const data = url.slice(head.length);
  const isBase64 = /;base64$/i.test(parameters ?? '');
  return toBlob(isBase64 ? data : Buffer.from(decodeURIComponent(data)).toString('base64'), {
    modality: modalityOf(mimeType) ?? modality,
    mimeType: mimeType === '' ? undefined : mimeType,
  });
}

/** An attached file, as base64 or as a `data:` URL. */
export function toInlineFile(data: string): Part {
  const modality = 'document';
  return DATA_URL.test(data) ? toMedia(data, modality) : toBlob(data, { modality });
}

/** Base64 as a part. */
export function toBlob(
  content: string,
  { modality, mimeType }: { readonly modality: Modality; readonly mimeType?: string | undefined },
): BlobPart {
  return { type: 'blob', modality, mime_type: mimeType, content };
}

/** The modality of a content type; `undefined` if there is none. */
export function modalityOf(mimeType: string | undefined): Modality | undefined {
  return /^(image|audio|video)\//i.exec(mimeType ?? '')?.[1]?.toLowerCase();
}
