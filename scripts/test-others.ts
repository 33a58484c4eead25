// `npm run test:others`: the packed package beside other tools that patch the same process.
// node scripts/test-others.ts [--only <text>] [--list]

import { autoInstrumentationTools } from './runtimes/others/auto-instrumentations.ts';
import { awsSdkCases } from './runtimes/others/aws-sdk.ts';
import { datadogTools } from './runtimes/others/datadog.ts';
import { frameworkTools } from './runtimes/others/frameworks.ts';
import { genAiInstrumentationTools } from './runtimes/others/gen-ai-instrumentations.ts';
import { middleTools } from './runtimes/others/middle.ts';
import { openLlmetryTools } from './runtimes/others/open-llmetry.ts';
import { otherCases } from './runtimes/others/other-cases.ts';
import { sentryTools } from './runtimes/others/sentry.ts';
import { runCases } from './runtimes/run-cases.ts';

const TOOLS = [
  ...autoInstrumentationTools,
  ...genAiInstrumentationTools,
  ...openLlmetryTools,
  ...sentryTools,
  ...datadogTools,
  ...middleTools,
  ...frameworkTools,
];

await runCases((mock) => [...TOOLS.flatMap((tool) => otherCases(mock, tool)), ...awsSdkCases]);
