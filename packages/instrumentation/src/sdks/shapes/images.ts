// OpenAI's images, which other services speak, too. The conventions have no separate operation for images: they are
// generated content with the output type image.

import type { Image } from 'openai/resources/images';
import type { Content, Part } from '../../model/content.ts';
import { ownValue, type Size } from '../../model/size.ts';
import { toPrompt } from '../content-parts.ts';
import { toBlob, toMedia } from '../data-url.ts';
import { promptSize } from './size.ts';

/** Images as they arrive, and their format if the response names it. */
interface Images {
  readonly data?: readonly Pick<Image, 'url' | 'b64_json'>[];
  readonly output_format?: string;
}

/** What all requests for images have in common. */
export const IMAGES = {
  operation: 'generate_content',
  size: (params: object): Size | undefined => promptSize(ownValue(params, 'prompt')),
  input: (params: object): Content =>
    'prompt' in params ? toPrompt(params.prompt as string | undefined) : {},
  output: ({ data, output_format: format }: Images): Content => ({
    outputMessages: data?.map((image) => ({
      role: 'assistant',
      parts: toImageParts(image, format),
      finish_reason: 'stop',
    })),
  }),
} as const;

function toImageParts(
  { url, b64_json: data }: Pick<Image, 'url' | 'b64_json'>,
  format: string | undefined,
): Part[] {
  const modality = 'image';
  if (data) return [toBlob(data, { modality, mimeType: format && `image/${format}` })];
  return url ? [toMedia(url, modality)] : [];
}
