// The prices of OpenAI's images by size and quality, from the pages of its models: that of `gpt-image-1` was read itself,
// those of DALL·E as two other price lists quote them.

import type { OwnPrice } from './own-price.ts';
import type { ImagePrice } from './prices.ts';

const SQUARE = '1024x1024';

/** Prices of one quality: of a square image, and of both oblong sizes. */
function priced(
  quality: string,
  [square, oblong]: readonly [number, number],
  sizes: readonly [string, string],
): ImagePrice[] {
  return [
    { size: SQUARE, quality, dollars: square },
    ...sizes.map((size) => ({ size, quality, dollars: oblong })),
  ];
}

function page(model: string): Pick<OwnPrice, 'provider' | 'model' | 'source' | 'read'> {
  const source = `https://developers.openai.com/api/docs/models/${model}`;
  return { provider: 'openai', model, source, read: '2026-11-30' };
}

const DALL_E_3_SIZES = ['1024x1792', '1792x1024'] as const;
const GPT_IMAGE_SIZES = ['1024x1536', '1536x1024'] as const;

/** All of them. */
export const OWN_IMAGES: readonly OwnPrice[] = [
  {
    ...page('dall-e-3'),
    prices: {},
    images: [
      ...priced('standard', [0.04, 0.08], DALL_E_3_SIZES),
      ...priced('hd', [0.08, 0.12], DALL_E_3_SIZES),
    ],
    usualImage: { size: SQUARE, quality: 'standard' },
  },
  {
    ...page('dall-e-2'),
    prices: {},
    images: [
      { size: '256x256', dollars: 0.016 },
      { size: '512x512', dollars: 0.018 },
      { size: SQUARE, dollars: 0.02 },
    ],
    usualImage: { size: SQUARE },
  },
  // It is charged by tokens; these count for a response without them. What it draws by default depends on the prompt.
  {
    ...page('gpt-image-1'),
    isExact: true,
    prices: {},
    images: [
      ...priced('low', [0.011, 0.016], GPT_IMAGE_SIZES),
      ...priced('medium', [0.042, 0.063], GPT_IMAGE_SIZES),
      ...priced('high', [0.167, 0.25], GPT_IMAGE_SIZES),
    ],
  },
];
