// The provider behind a client of `@anthropic-ai/sdk`: by the client's class, else by its base URL.
// Clients of Foundry and of Anthropic's platform on AWS count as Anthropic, as in the SDK's own spans.

import { providersOf } from '../providers.ts';

/** `gen_ai.provider.name` of a client. An unknown server counts as Anthropic, whose API it speaks. */
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
