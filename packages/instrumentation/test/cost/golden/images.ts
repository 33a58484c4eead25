// Costs of images that are charged by size and quality: the number of images times the price of one.

import { DALL_E_2, DALL_E_3, GPT_IMAGE, drawn, type Golden } from './answers.ts';

const HD = { quality: 'hd', size: '1024x1792' };
const SMALL = { size: '512x512', n: 3 };
const UNKNOWN = { cost_note: 'no_unit_price' };

/** They are in this order. */
export const IMAGE_COSTS: readonly Golden[] = [
  drawn(1, { name: 'by default', page: DALL_E_3, model: 'dall-e-3', dollars: 0.04 }),
  drawn(1, {
    name: 'an oblong',
    page: DALL_E_3,
    model: 'dall-e-3',
    asked: { size: '1792x1024', quality: 'auto' },
    dollars: 0.08,
  }),
  drawn(1, { name: 'HD', page: DALL_E_3, model: 'dall-e-3', asked: HD, dollars: 0.12 }),
  drawn(2, { name: 'two by default', page: DALL_E_2, model: 'dall-e-2', dollars: 0.04 }),
  drawn(3, { name: 'small', page: DALL_E_2, model: 'dall-e-2', asked: SMALL, dollars: 0.054 }),
  // Only a gateway leaves out its tokens.
  drawn(1, {
    name: 'high quality, no tokens',
    page: GPT_IMAGE,
    model: 'gpt-image-1',
    asked: { size: '1536x1024', quality: 'high' },
    dollars: 0.25,
  }),
  // Nobody knows what was drawn, or what a size costs that the page does not name.
  drawn(1, {
    name: 'as the service likes',
    page: GPT_IMAGE,
    model: 'gpt-image-1',
    dollars: null,
    record: UNKNOWN,
  }),
  drawn(1, {
    name: 'of another size',
    page: DALL_E_3,
    model: 'dall-e-3',
    asked: { size: '256x256' },
    dollars: null,
    record: UNKNOWN,
  }),
];
