// `npm run test:sdks`: the packed package beside the first and the newest release of every major
// of the SDKs, freshly installed.
// node scripts/test-sdks.ts [--only <text>] [--list]

import { adapterCases } from './runtimes/adapter-cases.ts';
import { anthropicCases } from './runtimes/anthropic-cases.ts';
import { frameworkCases } from './runtimes/framework-cases.ts';
import { langChainCases } from './runtimes/langchain-cases.ts';
import { MASTRA_RELEASES } from '../packages/instrumentation/test/sdks/frameworks/mastra.ts';
import { localCases } from './runtimes/local-cases.ts';
import { mastraSurfaceCases } from './runtimes/mastra-surface-cases.ts';
import { runCases } from './runtimes/run-cases.ts';
import { sdkCases } from './runtimes/sdk-cases.ts';
import { twoMajorsCases } from './runtimes/two-majors-cases.ts';

await runCases((mock) => [
  ...sdkCases(mock),
  ...anthropicCases(mock),
  ...twoMajorsCases(mock),
  ...langChainCases(mock),
  ...adapterCases(),
  ...localCases,
  ...frameworkCases(),
  ...mastraSurfaceCases(MASTRA_RELEASES),
]);
