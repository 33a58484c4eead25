// What prices are: of one model, in US dollars, by the units that a provider counts.

/** One price: for every unit, or from a size of the whole input on (all units of a call cost the same). */
export type Price =
  | number
  | {
      readonly base: number;
      readonly tiers: readonly { readonly start: number; readonly price: number }[];
    };

/**
 * Prices by unit, with the names of the table: `input_mtok` is the price of a million input tokens. A part of the
 * input or output without a price of its own costs what the whole costs.
 */
export type Prices = Readonly<Partial<Record<Unit, Price>>>;

/** How many of a unit one price pays. */
export const UNITS = {
  input_mtok: 1e6,
  output_mtok: 1e6,
  cache_read_mtok: 1e6,
  cache_write_mtok: 1e6,
  cache_write_1h_mtok: 1e6,
  output_reasoning_mtok: 1e6,
  input_audio_mtok: 1e6,
  cache_audio_read_mtok: 1e6,
  output_audio_mtok: 1e6,
  input_image_mtok: 1e6,
  cache_image_read_mtok: 1e6,
  output_image_mtok: 1e6,
  requests_kcount: 1e3,
  web_searches_kcount: 1e3,
  storage_searches_kcount: 1e3,
  searching_requests_kcount: 1e3,
  search_units_kcount: 1e3,
  images_kcount: 1e3,
  input_mchars: 1e6,
  audio_hours: 3600,
} as const;

/** The price of an image by its size and its quality, for models that are not charged by tokens. */
export interface ImagePrice {
  readonly size: string;
  /** Absent: every quality. */
  readonly quality?: string;
  readonly dollars: number;
}

/** A unit that prices are known for. */
export type Unit = keyof typeof UNITS;

/** Prices of one model, and where they are from. */
export interface ModelPrices {
  /** The model as the table names it. */
  readonly model: string;
  readonly prices: Prices;
  readonly images?: readonly ImagePrice[];
  /** What the service draws if the request asks for nothing else. */
  readonly usualImage?: Omit<ImagePrice, 'dollars'> | undefined;
  /** The version of the table, the name of the file, or `llm-otel` with the day of a provider's page. */
  readonly version: string;
  /** Whether they change during the day. */
  readonly isTimed?: boolean;
}
