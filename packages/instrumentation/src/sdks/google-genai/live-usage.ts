// The token counts of a live session, which have names of their own.

import type { UsageMetadata } from '@google/genai';
import type { Usage } from '../../model/response.ts';
import { toUsage } from '../shapes/generate-content/usage.ts';

/** The usage of a turn; `undefined` if it has no tokens. */
export function toLiveUsage({
  responseTokenCount: candidatesTokenCount,
  responseTokensDetails: candidatesTokensDetails,
  ...rest
}: UsageMetadata): Usage | undefined {
  return toUsage({ ...rest, candidatesTokenCount, candidatesTokensDetails });
}
