// Classification of inputs: decisions.create, which generates answers and is billed by token, and
// moderations.create, which does neither.

import type { Decision, DecisionCreateParams } from 'openai/resources/decisions';
import type {
  ModerationCreateParams,
  ModerationCreateResponse,
} from 'openai/resources/moderations';
import { toUsage } from '../shapes/usage.ts';
import { inference, request } from './methods.ts';

export const decisions = inference<DecisionCreateParams, Decision>({
  operation: 'generate_content',
  request: ({ model }) => ({ model }),
  response: ({ model, usage }) => ({ model, usage: toUsage(usage) }),
});

export const moderations = request<ModerationCreateParams, ModerationCreateResponse>({
  name: 'openai.moderations.create',
  request: ({ model }) => ({ model }),
  response: ({ id, model }) => ({ id, model }),
});
