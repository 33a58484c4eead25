// What the package knows of `openai`. Azure's client of the same SDK counts as its own provider.

import type { SdkAdapter } from '../../core/adapter.ts';
import { chat } from './chat.ts';
import { embeddings } from './embeddings.ts';
import type { OpenAiFile } from './files.ts';
import { responses } from './responses.ts';

interface Resource {
  _client?: { baseURL?: unknown; constructor?: { name?: string } };
}

export const openai: SdkAdapter<OpenAiFile> = {
  classes: {
    chat: {
      name: 'Completions',
      fromModule: 'OpenAI.Chat.Completions',
      fromClient: 'chat.completions',
      methods: { create: chat },
    },
    responses: {
      name: 'Responses',
      fromModule: 'OpenAI.Responses',
      fromClient: 'responses',
      methods: { create: responses },
    },
    embeddings: {
      name: 'Embeddings',
      fromModule: 'OpenAI.Embeddings',
      fromClient: 'embeddings',
      methods: { create: embeddings },
    },
  },
  provider: (resource, baseUrl) =>
    isAzure(resource as Resource, baseUrl) ? 'azure.ai.openai' : 'openai',
  baseUrl: (resource) => {
    const url = (resource as Resource)._client?.baseURL;
    return typeof url === 'string' ? url : undefined;
  },
};

function isAzure({ _client }: Resource, baseUrl: string | undefined): boolean {
  return (
    _client?.constructor?.name === 'AzureOpenAI' || baseUrl?.includes('.openai.azure.com') === true
  );
}
