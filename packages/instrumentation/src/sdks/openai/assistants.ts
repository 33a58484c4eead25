// beta.assistants.create: an agent is set up at the provider. The other methods only look after it.

import type { Assistant, AssistantCreateParams } from 'openai/resources/beta/assistants';
import { type AnyMethod, defineMethod } from '../../model/adapter.ts';
import { requests } from '../requests.ts';

const create = defineMethod<AssistantCreateParams, Assistant>({
  operation: 'create_agent',
  request: ({ model, name, description }) => ({
    model,
    agentName: name ?? undefined,
    agentDescription: description ?? undefined,
  }),
  input: ({ instructions }) => ({
    systemInstructions:
      instructions == null ? undefined : [{ type: 'text', content: instructions }],
  }),
  response: ({ id }) => ({ agentId: id }),
});

/** The methods of the resource. */
export const assistants: Readonly<Record<string, AnyMethod>> = {
  ...requests('openai', 'beta.assistants', 'retrieve', 'update', 'list', 'delete'),
  create,
};
