// The provider behind a client of `openai`: by the client's class, else by its base URL.

import { AZURE, providersOf } from '../providers.ts';

/** `gen_ai.provider.name` of a client. An unknown server counts as OpenAI, whose API it speaks. */
export const toProvider = providersOf({
  usual: 'openai',
  clients: { AzureOpenAI: 'azure.ai.openai', BedrockOpenAI: 'aws.bedrock' },
  services: AZURE,
});
