// chainStep: one step of a chain or pipeline.

import { captured } from '../telemetry/content/captured.ts';
import { otelApi } from '../foundation/otel-api.ts';
import { parentOperation } from '../telemetry/context/parent.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';
import {
  inputContent,
  outputContent,
  type InputOptions,
  type OutputFields,
} from './input-output.ts';

/** The data of a step before it runs. */
export interface ChainStepOptions extends CustomAttributes, Pick<InputOptions, 'input'> {}

/** A step's outcome. */
export interface ChainStepFields extends CustomAttributes, OutputFields {}

/**
 * Runs a step of a chain under a span `chain.step`. The outermost step is the workflow of the
 * GenAI conventions (`invoke_workflow`); `llm_otel.stage` holds the name.
 *
 * @example
 * const answer = await chainStep('answer a question', async () => {
 *   const passages = await chainStep('rerank', () => rerank(question, found));
 *   return ask(question, passages);
 * });
 */
export const chainStep = defineHelper<ChainStepOptions, ChainStepFields>(
  {
    ...customAttributesOnly,
    contentIn: ({ output }) => outputContent({ output }),
  },
  (name, { attributes, input }) => {
    const isNested = parentOperation(otelApi()!.context.active()) !== undefined;
    return {
      kind: isNested ? 'step' : 'workflow',
      operation: isNested ? undefined : 'invoke_workflow',
      name,
      request: {},
      attributes,
      content: captured('reading an input', () => inputContent({ input })),
    };
  },
);
