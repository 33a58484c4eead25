// chainStep: one step of a chain or pipeline.

import { otelApi } from '../telemetry/otel-api.ts';
import { parentOperation } from '../telemetry/parent.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';

/**
 * Runs a step of a chain under a span `chain.step`. The outermost step is the workflow of the
 * GenAI conventions (`invoke_workflow`); the name stands in `llm_otel.stage`.
 *
 * @example
 * const answer = await chainStep('answer a question', async () => {
 *   const passages = await chainStep('rerank', () => rerank(question, found));
 *   return ask(question, passages);
 * });
 */
export const chainStep = defineHelper<CustomAttributes, CustomAttributes>(
  customAttributesOnly,
  (name, { attributes }) => {
    const isNested = parentOperation(otelApi()!.context.active()) !== undefined;
    return {
      kind: 'step',
      operation: isNested ? undefined : 'invoke_workflow',
      name,
      request: {},
      attributes,
    };
  },
);
