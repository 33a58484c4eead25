// Prices of images by size and quality, for models whose page has one for each.

import type { Usage } from '../model/response.ts';
import type { ImagePrice, ModelPrices, Prices } from './prices.ts';

/** What a request asks for; absent: what the service makes by default. */
export interface AskedImage {
  readonly size?: string | undefined;
  readonly quality?: string | undefined;
}

const AUTO: ReadonlySet<string | undefined> = new Set([undefined, 'auto']);

/**
 * The prices of a call, with that of an image if it is charged by image. A response that counts tokens is charged by
 * them if they have a price; gateways count tokens of models that are charged by image, or none. `undefined` for a size
 * or a quality without a price.
 */
export function withImages(
  { prices, images, usualImage: usual }: Pick<ModelPrices, 'prices' | 'images' | 'usualImage'>,
  usage: Usage,
  asked: AskedImage = {},
): Prices | undefined {
  if (images === undefined || isByTokens(prices, usage)) return prices;
  const size = AUTO.has(asked.size) ? usual?.size : asked.size;
  const quality = AUTO.has(asked.quality) ? usual?.quality : asked.quality;
  const found = images.find((one) => one.size === size && isOf(one, quality));
  return found && { ...prices, images_kcount: found.dollars * 1000 };
}

function isByTokens({ output_mtok, output_image_mtok }: Prices, { outputTokens }: Usage): boolean {
  return Boolean(outputTokens) && (output_mtok ?? output_image_mtok) !== undefined;
}

function isOf(price: ImagePrice, quality: string | undefined): boolean {
  return price.quality === undefined || price.quality === quality;
}
