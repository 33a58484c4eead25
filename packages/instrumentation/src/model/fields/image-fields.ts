// Part of the table of fields: requested images.

import { text } from './field.ts';

/** Request fields, by their keys in the model. */
export const IMAGE_REQUEST = {
  imageSize: text('llm_otel.request.image.size', {
    shape: 'word',
    on: ['inference'],
    record: 'attributes',
    text: 'The requested size of an image, such as `1024x1792`, where images are charged by size and quality.',
  }),
  imageQuality: text('llm_otel.request.image.quality', {
    shape: 'word',
    on: ['inference'],
    record: 'attributes',
    text: 'The requested quality of an image, such as `hd`, where images are charged by size and quality.',
  }),
} as const;
