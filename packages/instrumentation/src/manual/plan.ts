// plan: the planning step of an agent.

import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';

/**
 * Runs the planning of the agent `name` under a span `plan {name}`. The model call that makes the
 * plan belongs inside.
 *
 * @example
 * const steps = await plan('researcher', () => askForSteps(question));
 */
export const plan = defineHelper<CustomAttributes, CustomAttributes>(
  customAttributesOnly,
  (name, { attributes }) => ({ kind: 'plan', operation: 'plan', name, request: {}, attributes }),
);
