// `npm run sdks:newest`: the packed package beside today's newest release of every SDK, freshly installed. The weekly job
// of the project: it says which releases are new, and fails where one of them is not understood.
// node scripts/sdks-newest.ts [--only <text>] [--list]

import { adapterCases, adapterPackages } from './runtimes/adapter-cases.ts';
import { anthropicCases } from './runtimes/anthropic-cases.ts';
import { knownCases } from './runtimes/known-cases.ts';
import { langChainCases, langChainPackages } from './runtimes/langchain-cases.ts';
import { newestReleases } from './runtimes/newest-releases.ts';
import { runCases } from './runtimes/run-cases.ts';
import { sdkCases } from './runtimes/sdk-cases.ts';

const newest = await newestReleases(['openai', '@anthropic-ai/sdk', ...adapterPackages]);
const langChain = Object.fromEntries(await newestReleases(langChainPackages));
const releaseOf = (name: string): string => newest.get(name)!;

await runCases((mock) => [
  ...knownCases(newest),
  ...sdkCases(mock, [releaseOf('openai')]),
  ...anthropicCases(mock, [releaseOf('@anthropic-ai/sdk')], releaseOf('openai')),
  ...langChainCases(mock, [langChain]),
  ...adapterCases((data) => [releaseOf(data.package)]),
]);
