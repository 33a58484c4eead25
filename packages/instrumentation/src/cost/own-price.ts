// What a price of our own is: from a provider's page, for what the table lacks.

import type { ImagePrice, Prices } from './prices.ts';

/** Prices of models whose name begins so. */
export interface OwnPrice {
  readonly provider: string;
  readonly model: string;
  /** Only the model of exactly that name. */
  readonly isExact?: true;
  readonly prices: Prices;
  /** By size and quality. */
  readonly images?: readonly ImagePrice[];
  readonly usualImage?: Omit<ImagePrice, 'dollars'> | undefined;
  /** The table takes the model for another one. */
  readonly isOther?: true;
  /** A fee beside prices that only the table has: a model that it lacks has no cost. */
  readonly isFee?: true;
  /** The page, and when it was read. */
  readonly source: string;
  readonly read: string;
}
