// What judges its input: decisions.create, which generates answers and is billed by token, and
// moderations.create, which does neither.

import type { Decision, DecisionCreateParams } from 'openai/resources/decisions';
import type {
  ModerationCreateParams,
  ModerationCreateResponse,
} from 'openai/resources/moderations';
import { defineMethod } from '../../model/adapter.ts';
import { toUsage } from './usage.ts';

export const decisions = defineMethod<DecisionCreateParams, Decision>({
  operation: 'generate_content',
  request: ({ model }) => ({ model }),
  response: ({ model, usage }) => ({ model, usage: toUsage(usage) }),
});

export const moderations = defineMethod<ModerationCreateParams, ModerationCreateResponse>({
  name: 'openai.moderations.create',
  request: ({ model }) => ({ model }),
  response: ({ id, model }) => ({ id, model }),
});
