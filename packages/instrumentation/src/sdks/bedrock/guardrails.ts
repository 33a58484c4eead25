// ApplyGuardrail: a check of a text by a guardrail, without a model.

import type {
  ApplyGuardrailRequest,
  ApplyGuardrailResponse,
} from '@aws-sdk/client-bedrock-runtime';
import type { Response } from '../../model/response.ts';
import { guardrail } from './clients.ts';

interface Command {
  readonly input: ApplyGuardrailRequest;
}

/** The check. */
export const applyGuardrail = guardrail<Command, ApplyGuardrailResponse>({
  name: ({ input }) => input.guardrailIdentifier,
  request: ({ input }) => ({ bedrockGuardrailId: input.guardrailIdentifier }),
  response: ({ action, assessments }) => ({ guardrailDecision: toDecision(action, assessments) }),
});

/** What a guardrail did, in the one word that responses of models have. */
export function decisionOf(action: unknown): Response['guardrailDecision'] {
  if (action === 'INTERVENED') return 'block';
  return action === 'NONE' ? 'allow' : undefined;
}

/** An intervention may do no more than mask what is private. */
function toDecision(action: unknown, assessments: unknown): Response['guardrailDecision'] {
  if (action === 'NONE') return 'allow';
  if (action !== 'GUARDRAIL_INTERVENED') return undefined;
  const actions = actionsIn(assessments);
  return actions.has('ANONYMIZED') && !actions.has('BLOCKED') ? 'modify' : 'block';
}

/** What each policy did, wherever it stands in an assessment. */
function actionsIn(value: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof value !== 'object' || value === null) return found;
  for (const [key, item] of Object.entries(value)) {
    if (key === 'action') found.add(item);
    else actionsIn(item, found);
  }
  return found;
}
