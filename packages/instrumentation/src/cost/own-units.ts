// What the table lacks, from the providers' pages: units that it does not know, and prices of units of its models.

import { OWN_IMAGES } from './own-images.ts';
import type { OwnPrice } from './own-price.ts';

const OPENAI = {
  provider: 'openai',
  source: 'https://platform.openai.com/docs/pricing',
  read: '2026-11-29',
} as const;
/** As price lists quote the page. */
const AZURE = {
  provider: 'azure.ai.openai',
  source: 'https://azure.microsoft.com/pricing/details/cognitive-services/openai-service/',
  read: '2026-11-30',
} as const;
const GEMINI = {
  provider: 'gcp.gemini',
  source: 'https://ai.google.dev/gemini-api/docs/pricing',
  read: '2026-11-29',
} as const;
/**
 * Google Search as a tool, as questions in Google's forum and a price list quote the page. The free allowances of an
 * account are not known here.
 */
const SEARCH = { ...GEMINI, isFee: true, read: '2026-11-30' } as const;
const COHERE = {
  provider: 'cohere',
  source: 'https://cohere.com/pricing',
  read: '2026-11-29',
} as const;

/** As price lists quote the page. */
const BEDROCK = {
  provider: 'aws.bedrock',
  source: 'https://aws.amazon.com/bedrock/pricing/',
  read: '2026-11-30',
} as const;

/** As price lists quote the page. */
const VOYAGE = {
  provider: 'voyageai',
  source: 'https://docs.voyageai.com/docs/pricing',
  read: '2026-11-30',
} as const;

/** They complete the table; the first that matches counts. */
export const OWN_PRICES: readonly OwnPrice[] = [
  {
    ...OPENAI,
    model: 'gpt-4o-audio-preview',
    prices: { input_audio_mtok: 40, output_audio_mtok: 80 },
  },
  {
    ...OPENAI,
    model: 'gpt-4o-mini-audio-preview',
    prices: { input_audio_mtok: 10, output_audio_mtok: 20 },
  },
  {
    ...AZURE,
    model: 'gpt-4o-audio-preview',
    prices: { input_audio_mtok: 40, output_audio_mtok: 80 },
  },
  {
    ...AZURE,
    model: 'gpt-4o-mini-audio-preview',
    prices: { input_audio_mtok: 10, output_audio_mtok: 20 },
  },
  { ...OPENAI, model: 'ft:gpt-4o-mini', prices: { cache_read_mtok: 0.15 } },
  { ...OPENAI, model: 'ft:gpt-4o-2', prices: { cache_read_mtok: 1.875 } },
  { ...OPENAI, model: 'tts-1-hd', prices: { input_mchars: 30 } },
  { ...OPENAI, model: 'tts-1', prices: { input_mchars: 15 } },
  ...OWN_IMAGES,
  { ...BEDROCK, model: 'amazon.titan-embed-text-v2', isOther: true, prices: { input_mtok: 0.02 } },
  // Up to 2.5 a prompt is charged, however many queries it takes; from 3 on each query.
  { ...SEARCH, model: 'gemini-1', prices: { searching_requests_kcount: 35 } },
  { ...SEARCH, model: 'gemini-2', prices: { searching_requests_kcount: 35 } },
  { ...SEARCH, model: 'gemini-3', prices: { web_searches_kcount: 14 } },
  { ...GEMINI, model: 'imagen-4.0-ultra-generate', prices: { images_kcount: 60 } },
  { ...GEMINI, model: 'imagen-4.0-fast-generate', prices: { images_kcount: 20 } },
  { ...GEMINI, model: 'imagen-4.0-generate', prices: { images_kcount: 40 } },
  { ...COHERE, model: 'rerank-v3.5', prices: { search_units_kcount: 2 } },
  { ...COHERE, model: 'rerank-english-v3.0', prices: { search_units_kcount: 2 } },
  { ...COHERE, model: 'rerank-multilingual-v3.0', prices: { search_units_kcount: 2 } },
  { ...VOYAGE, model: 'rerank-2.5-lite', prices: { input_mtok: 0.02 } },
  { ...VOYAGE, model: 'rerank-2.5', prices: { input_mtok: 0.05 } },
];
