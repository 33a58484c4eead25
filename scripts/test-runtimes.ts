// `npm run test:runtimes`: the packed package, freshly installed, on every supported Node.js.
// node scripts/test-runtimes.ts [--only <text>] [--list]

import { dependencyCases } from './runtimes/dependency-cases.ts';
import { exitCases } from './runtimes/exit-cases.ts';
import { hookCases, tooOldCases } from './runtimes/hook-cases.ts';
import { missingPeerCases } from './runtimes/missing-peer-cases.ts';
import { openTelemetryCases } from './runtimes/opentelemetry-cases.ts';
import { runCases } from './runtimes/run-cases.ts';

await runCases((mock) => [
  ...hookCases(mock),
  ...tooOldCases(mock),
  ...openTelemetryCases(mock),
  ...missingPeerCases(mock),
  ...dependencyCases(),
  ...exitCases(mock),
]);
