// All golden cases.

import { ANTHROPIC_COSTS } from './anthropic.ts';
import { BEDROCK_COSTS } from './bedrock.ts';
import { ELSEWHERE_COSTS } from './elsewhere.ts';
import { GOOGLE_COSTS } from './google.ts';
import { IMAGE_COSTS } from './images.ts';
import { OPENAI_COSTS } from './openai.ts';
import { TIERS_COSTS } from './tiers.ts';
import { UNKNOWN_COSTS } from './unknown.ts';
import type { Golden } from './answers.ts';

export const GOLDEN: readonly Golden[] = [
  ...OPENAI_COSTS,
  ...IMAGE_COSTS,
  ...ANTHROPIC_COSTS,
  ...TIERS_COSTS,
  ...GOOGLE_COSTS,
  ...BEDROCK_COSTS,
  ...ELSEWHERE_COSTS,
  ...UNKNOWN_COSTS,
];
