// Costs of Google, worked out by hand: millionths of a dollar, tokens times dollars for a million.

import { GEMINI, SEARCH, generated, type Golden } from './answers.ts';

/** They are in this order. */
export const GOOGLE_COSTS: readonly Golden[] = [
  // 100 × 0.3 + (50 + 200) × 2.5
  generated(
    { promptTokenCount: 100, candidatesTokenCount: 50, thoughtsTokenCount: 200 },
    { name: 'thoughts', page: GEMINI, model: 'gemini-2.5-flash', dollars: 0.000655 },
  ),
  // 100 × 0.3 + 400 × 1 + 10 × 2.5
  generated(
    {
      promptTokenCount: 500,
      promptTokensDetails: [
        { modality: 'TEXT', tokenCount: 100 },
        { modality: 'AUDIO', tokenCount: 400 },
      ],
      candidatesTokenCount: 10,
    },
    { name: 'audio', page: GEMINI, model: 'gemini-2.5-flash', dollars: 0.000455 },
  ),
  // 1000 × 0.3 + 4000 × 0.03 + 100 × 2.5
  generated(
    { promptTokenCount: 5000, cachedContentTokenCount: 4000, candidatesTokenCount: 100 },
    { name: 'cached input', page: GEMINI, model: 'gemini-2.5-flash', dollars: 0.00067 },
  ),
  // 250000 × 4 + 2000 × 18
  generated(
    { promptTokenCount: 250_000, candidatesTokenCount: 2000 },
    { name: 'long context', page: GEMINI, model: 'gemini-3-pro-preview', dollars: 1.036 },
  ),
  // 10 × 0.3 + 1290 × 30
  generated(
    {
      promptTokenCount: 10,
      candidatesTokenCount: 1290,
      candidatesTokensDetails: [{ modality: 'IMAGE', tokenCount: 1290 }],
    },
    { name: 'an image', page: GEMINI, model: 'gemini-2.5-flash-image', dollars: 0.038703 },
  ),
  // 100 × 0.3 + 50 × 2.5, and 35 a thousand prompts that were grounded, whatever the number of queries
  generated(
    { promptTokenCount: 100, candidatesTokenCount: 50 },
    { name: 'a grounded prompt', page: SEARCH, model: 'gemini-2.5-flash', dollars: 0.035155 },
    ['span', 'trace', 'span of a trace'],
  ),
  // 1000 × 2 + 100 × 12, and two queries at 14 a thousand: the same one again is not another
  generated(
    { promptTokenCount: 1000, candidatesTokenCount: 100 },
    { name: 'queries', page: SEARCH, model: 'gemini-3-pro-preview', dollars: 0.0312 },
    ['span', 'trace', 'span', ''],
  ),
  // 100 × 0.3 + 50 × 2.5: it could have searched
  generated(
    { promptTokenCount: 100, candidatesTokenCount: 50 },
    { name: 'no search', page: SEARCH, model: 'gemini-2.5-flash', dollars: 0.000155 },
    [],
  ),
];
