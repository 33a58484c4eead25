// Token usage of chat and generate.

import { toCount } from '../../model/count.ts';
import type { Usage } from '../../model/response.ts';
import type { Answer } from './content.ts';

/** The usage that the last part of an answer has. */
export function toUsage({ prompt_eval_count: input, eval_count: output }: Answer): Usage {
  return { inputTokens: toCount(input), outputTokens: toCount(output) };
}
