// createAgent: sets up an agent at a provider.

import { captured } from '../telemetry/content/captured.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';
import { inputContent } from './input-output.ts';

/** The data of an agent before its setup. */
export interface CreateAgentOptions extends CustomAttributes {
  /** Who hosts the agent: a `gen_ai.provider.name`. */
  provider: string;
  description?: string;
  model?: string;
  version?: string;
  /** Content: recorded only on request. */
  systemInstructions?: string;
  serverAddress?: string;
  serverPort?: number;
}

/** What the provider returns. */
export interface CreateAgentFields extends CustomAttributes {
  /** Its id at the provider, never one of this process. */
  agentId?: string;
  version?: string;
}

/**
 * Sets an agent up at a provider under a span `create_agent {name}`.
 *
 * @example
 * await createAgent('support', { provider: 'openai', model: 'gpt-4o' }, async (creation) => {
 *   const { id } = await client.post('/agents', { body: { name: 'support' } });
 *   creation.set({ agentId: id });
 * });
 */
export const createAgent = defineHelper<CreateAgentOptions, CreateAgentFields>(
  {
    merge(details, { agentId, version, attributes }) {
      return {
        ...customAttributesOnly.merge(details, attributes ? { attributes } : {}),
        response: {
          ...details.response,
          ...(agentId !== undefined && { agentId }),
          ...(version !== undefined && { agentVersion: version }),
        },
      };
    },
  },
  (name, { description, model, version, systemInstructions, attributes, ...target }) => {
    return {
      ...target,
      kind: 'agent_creation',
      operation: 'create_agent',
      name,
      request: { model, agentDescription: description, agentVersion: version },
      attributes,
      content: captured('reading instructions', () =>
        inputContent(systemInstructions === undefined ? {} : { systemInstructions }),
      ),
    };
  },
);
