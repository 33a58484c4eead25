// agent: one invocation of an agent, in this process or at a provider.

import { captured } from '../telemetry/content/captured.ts';
import type { Response, Usage } from '../model/response.ts';
import { customAttributesOnly, type CustomAttributes } from './custom-attributes.ts';
import { defineHelper } from './helper.ts';
import {
  inputContent,
  outputContent,
  type InputOptions,
  type OutputFields,
} from './input-output.ts';

/** The data of an agent before its invocation. */
export interface AgentOptions extends CustomAttributes, InputOptions {
  description?: string;
  /** The model, if the agent is bound to exactly one. */
  model?: string;
  /** Who runs the agent, if it is a service: a `gen_ai.provider.name`. */
  provider?: string;
  /** The id and version that a provider assigned to it. */
  agentId?: string;
  version?: string;
  serverAddress?: string;
  serverPort?: number;
}

/**
 * The outcome. For an agent in this process, missing tokens and finish reasons are taken from the
 * calls below it.
 */
export interface AgentFields extends CustomAttributes, OutputFields, Usage {
  finishReasons?: string[];
}

/**
 * Runs an agent under a span `invoke_agent {name}`, with the totals of its own calls.
 *
 * @example
 * const reply = await agent('support', { model: 'gpt-4o' }, () => runLoop(question));
 */
export const agent = defineHelper<AgentOptions, AgentFields>(
  {
    merge(details, { finishReasons, output: _output, attributes, ...usage }) {
      const response: Response = { ...details.response };
      if (finishReasons !== undefined) response.finishReasons = finishReasons;
      if (Object.keys(usage).length > 0) response.usage = { ...response.usage, ...usage };
      return {
        ...customAttributesOnly.merge(details, attributes ? { attributes } : {}),
        response,
      };
    },
    contentIn: ({ output, finishReasons }) => outputContent({ output }, finishReasons),
  },
  (name, options) => {
    const { description, model, agentId, version, provider, attributes, ...rest } = options;
    const { input, systemInstructions, ...target } = rest;
    return {
      ...target,
      kind: provider === undefined ? 'agent' : 'remote_agent',
      operation: 'invoke_agent',
      name,
      provider,
      request: { model, agentDescription: description, agentId, agentVersion: version },
      attributes,
      content: captured('reading an input', () => inputContent({ input, systemInstructions })),
    };
  },
);
