// guardrail: a check that lets something pass, stops it, or changes it.

import { readProperty } from '../foundation/read-property.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { parentOperation } from '../telemetry/context/parent.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';

/** The data of a check before it runs. */
export interface GuardrailOptions extends CustomAttributes {
  /** The policy that it enforces. */
  policy?: string;
}

/** What it decided. The callback returns it, or its handle sets it. */
export interface GuardrailFields extends CustomAttributes {
  decision?: 'allow' | 'block' | 'modify';
  score?: number;
  /** Why: one of few words, such as `pii`. */
  reason?: string;
}

const FIELDS = ['decision', 'score', 'reason'] as const;

/**
 * Runs a check under a span `guardrail {name}`, and counts its decision in the metric `llm_otel.guardrail`.
 *
 * @example
 * const { decision } = await guardrail('pii', { policy: 'no-pii' }, () => check(answer));
 */
export const guardrail = defineHelper<GuardrailOptions, GuardrailFields>(
  {
    merge(details, { decision, score, reason, attributes }) {
      const own = {
        ...attributes,
        ...(reason !== undefined && { 'llm_otel.guardrail.reason': reason }),
      };
      return {
        ...customAttributesOnly.merge(details, { attributes: own }),
        response: {
          ...details.response,
          ...(decision !== undefined && { guardrailDecision: decision }),
          ...(score !== undefined && { guardrailScore: score }),
        },
      };
    },
    fromResult(result) {
      if (typeof result !== 'object' || result === null) return undefined;
      const read = FIELDS.map((field) => [field, readProperty(result, field)] as const);
      return Object.fromEntries(read.filter(([, value]) => value !== undefined));
    },
  },
  (name, { policy, attributes }) => {
    const checked = parentOperation(otelApi()!.context.active());
    return {
      kind: 'guardrail',
      name,
      request: {
        ...(policy !== undefined && { guardrailPolicy: policy }),
        ...(checked?.request.model !== undefined && { model: checked.request.model }),
      },
      attributes,
    };
  },
);
