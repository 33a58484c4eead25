// beta.assistants.create: sets up an agent at the provider. The other methods only manage it.

import type { Assistant, AssistantCreateParams } from 'openai/resources/beta/assistants';
import type { AnyMethod } from '../../model/method.ts';
import { requests } from '../requests.ts';
import { agentCreation, request } from './methods.ts';

const create = agentCreation<AssistantCreateParams, Assistant>({
  name: ({ name }) => name ?? undefined,
  request: ({ model, description }) => ({
    model,
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
  ...requests(request, 'openai', 'beta.assistants', 'retrieve', 'update', 'list', 'delete'),
  create,
};
