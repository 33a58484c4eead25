// Who serves the model behind a client of `@anthropic-ai/sdk`: the class of the client, else its base
// URL. Clients of Foundry and of Anthropic's platform on AWS count as Anthropic, as in the SDK's own spans.

import { providersOf } from '../providers.ts';

/** `gen_ai.provider.name` of a client. An unknown server counts as Anthropic: its API is what is spoken. */
export const toProvider = providersOf({
  usual: 'anthropic',
  clients: {
    AnthropicBedrock: 'aws.bedrock',
    AnthropicBedrockMantle: 'aws.bedrock',
    AnthropicVertex: 'gcp.vertex_ai',
    AnthropicFoundry: 'anthropic',
    AnthropicAws: 'anthropic',
  },
});
