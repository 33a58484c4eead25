// What of `@anthropic-ai/sdk` is not traced, besides `untraced.ts` of its adapter, and why. `path.*` stands for everything below `path`.

const managed = 'manages what is stored: no model runs';
const agents = 'hosted agents: what a turn costs is known to the service alone';

/** Methods, by their path from a client, and the reason why they have no span. */
export const ANTHROPIC_UNTRACED: Readonly<Record<string, string>> = {
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
  'beta.compliance.*': 'answers cases of a review: no model runs',
  'beta.agents.*': agents,
  'beta.deploymentRuns.*': agents,
  'beta.deployments.*': agents,
  'beta.dreams.*': agents,
  'beta.environments.*': agents,
  'beta.sessions.*': agents,
};
