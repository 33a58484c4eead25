// `npm run test:runtimes`: the packed package, freshly installed, on every supported Node.js.
// node scripts/test-runtimes.ts [--only <text>] [--list]

import { bucketCases } from './runtimes/bucket-cases.ts';
import { commandCases } from './runtimes/command-cases.ts';
import { contextCases } from './runtimes/context-cases.ts';
import { dependencyCases } from './runtimes/dependency-cases.ts';
import { exitCases } from './runtimes/exit-cases.ts';
import { hookCases, tooOldCases } from './runtimes/hook-cases.ts';
import { missingPeerCases } from './runtimes/missing-peer-cases.ts';
import { nextCases } from './runtimes/next-cases.ts';
import { openTelemetryCases } from './runtimes/opentelemetry-cases.ts';
import { otherRuntimeCases } from './runtimes/other-runtime-cases.ts';
import { processManagerCases } from './runtimes/process-manager-cases.ts';
import { runCases } from './runtimes/run-cases.ts';
import { yarnPnpCases } from './runtimes/yarn-pnp-cases.ts';

await runCases((mock) => [
  ...hookCases(mock),
  ...tooOldCases(mock),
  ...contextCases(mock),
  ...openTelemetryCases(mock),
  ...missingPeerCases(mock),
  ...dependencyCases(),
  ...exitCases(mock),
  ...commandCases(),
  ...bucketCases(),
  ...yarnPnpCases(mock),
  ...nextCases(mock),
  ...otherRuntimeCases(mock),
  ...processManagerCases(mock),
]);
