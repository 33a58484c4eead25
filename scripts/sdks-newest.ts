// `npm run sdks:newest`: the packed package beside today's newest release of every SDK and framework, freshly installed. The
// weekly job of the project: it says which releases are new, and fails where one of them is not understood.
// node scripts/sdks-newest.ts [--only <text>] [--list]

import { MASTRA } from '../packages/instrumentation/test/sdks/frameworks/mastra.ts';
import { POPULAR } from '../packages/instrumentation/test/sdks/frameworks/popular.ts';
import { adapterCases, adapterPackages } from './runtimes/adapter-cases.ts';
import { anthropicCases } from './runtimes/anthropic-cases.ts';
import { frameworkCases, withReleases } from './runtimes/framework-cases.ts';
import { knownCases } from './runtimes/known-cases.ts';
import { langChainCases, langChainPackages } from './runtimes/langchain-cases.ts';
import { mastraSurfaceCases } from './runtimes/mastra-surface-cases.ts';
import { newestReleases } from './runtimes/newest-releases.ts';
import { runCases } from './runtimes/run-cases.ts';
import { sdkCases } from './runtimes/sdk-cases.ts';

/** Of frameworks, with the packages that are released together with them. */
const FRAMEWORKS = [
  'ai',
  '@ai-sdk/openai',
  'langchain',
  '@langchain/core',
  '@langchain/langgraph',
  '@langchain/openai',
  '@openai/agents',
  '@modelcontextprotocol/client',
  '@anthropic-ai/claude-agent-sdk',
  '@mastra/core',
  '@mastra/observability',
  '@mastra/otel-bridge',
];

const newest = await newestReleases(['openai', '@anthropic-ai/sdk', ...adapterPackages]);
const langChain = Object.fromEntries(await newestReleases(langChainPackages));
const releases = await newestReleases(FRAMEWORKS);
const mastra = withReleases(MASTRA, releases);
const releaseOf = (name: string): string => newest.get(name)!;

await runCases((mock) => [
  ...knownCases(newest),
  ...sdkCases(mock, [releaseOf('openai')]),
  ...anthropicCases(mock, [releaseOf('@anthropic-ai/sdk')], releaseOf('openai')),
  ...langChainCases(mock, [langChain]),
  ...frameworkCases([...withReleases(POPULAR, releases), ...mastra]),
  ...mastraSurfaceCases(mastra.slice(0, 1).map(({ dependencies }) => dependencies)),
  ...adapterCases((data) => [releaseOf(data.package)]),
]);
