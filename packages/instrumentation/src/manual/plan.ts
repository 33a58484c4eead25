// plan: an agent thinks about what to do.

import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';

/**
 * Runs the planning of the agent `name` under a span `plan {name}`. The call of the model that makes
 * the plan belongs inside.
 *
 * @example
 * const steps = await plan('researcher', () => askForSteps(question));
 */
export const plan = defineHelper<CustomAttributes, CustomAttributes>(
  customAttributesOnly,
  (name, { attributes }) => ({ kind: 'plan', operation: 'plan', name, request: {}, attributes }),
);
