// agent: one invocation of an agent in this process.

import { ATTRIBUTE } from '../telemetry/vocabulary.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';

/** What is known of an agent before it is invoked. */
export interface AgentOptions extends CustomAttributes {
  description?: string;
  /** The model, if the agent is bound to exactly one. */
  model?: string;
}

/**
 * Runs an agent under a span `invoke_agent {name}`.
 *
 * @example
 * const reply = await agent('support', { model: 'gpt-4o' }, () => runLoop(question));
 */
export const agent = defineHelper<AgentOptions, CustomAttributes>(
  customAttributesOnly,
  (name, { description, model, attributes }) => ({
    kind: 'agent',
    operation: 'invoke_agent',
    name,
    request: model === undefined ? {} : { model },
    attributes:
      description === undefined
        ? attributes
        : { ...attributes, [ATTRIBUTE.agentDescription]: description },
  }),
);
