// What of `@anthropic-ai/sdk` is not traced, and why. `path.*` stands for everything below `path`.

const composed = 'made of methods that are traced: a span of its own would count them twice';
const managed = 'manages what is stored: no model runs';
const agents = 'hosted agents: what a turn costs is known to the service alone';

/** Methods, by their path from a client, and the reason why they have no span. */
export const ANTHROPIC_UNTRACED: Readonly<Record<string, string>> = {
  'messages.parse': composed,
  'messages.stream': composed,
  'beta.messages.parse': composed,
  'beta.messages.stream': composed,
  'beta.messages.toolRunner': composed,
  'models.*': managed,
  'skills.*': managed,
  'userProfiles.*': managed,
  'organization.*': managed,
  'beta.models.*': managed,
  'beta.skills.*': managed,
  'beta.userProfiles.*': managed,
  'beta.organization.*': managed,
  'beta.tunnels.*': managed,
  'beta.vaults.*': managed,
  'beta.memoryStores.*': managed,
  'beta.agents.*': agents,
  'beta.deploymentRuns.*': agents,
  'beta.deployments.*': agents,
  'beta.dreams.*': agents,
  'beta.environments.*': agents,
  'beta.sessions.*': agents,
};
