// Frameworks above SDKs of providers, installed apart: a program does what it does without us, and the tree of its spans
// is that of a file: the framework's own, and ours.

import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { startOtlpSink } from '@llm-otel/testkit';
import { MOCK_MODELS } from '../../packages/instrumentation/test/sdks/frameworks/mock-models.ts';
import {
  type Framework,
  FRAMEWORKS,
} from '../../packages/instrumentation/test/sdks/frameworks/programs.ts';
import { spanTree } from '../../packages/instrumentation/test/support/span-tree.ts';
import { runInApplication } from './application.ts';
import { expectSame } from './comparison.ts';
import { nodeBinary } from './node-binaries.ts';
import { repository } from './places.ts';
import { NEWEST_OF_24, type RuntimeCase } from './runtime-case.ts';

const trees = path.join(repository, 'packages/instrumentation/test/sdks/frameworks/trees');
/** Services that the frameworks may use are no part of a program. */
const NPMRC = 'omit=optional\nlegacy-peer-deps=true\n';

/** One for each framework. */
export const frameworkCases: readonly RuntimeCase[] = FRAMEWORKS.map((framework) => ({
  name: `${framework.name} ${framework.dependencies[framework.name]} with OpenTelemetry of the application`,
  run: () => hasItsTree(framework),
}));

async function hasItsTree(framework: Framework): Promise<string> {
  const bare = await run(framework, []);
  const traced = await run(framework, ['--require', 'llm-otel/register']);
  expectSame('output', traced.stdout, bare.stdout);
  const inferences = traced.spans.filter(({ attributes }) =>
    ['chat', 'generate_content'].includes(String(attributes['gen_ai.operation.name'])),
  );
  expectSame('call records', traced.calls, inferences.length);
  const file = path.join(trees, `${framework.name.replaceAll(/\W+/g, '-')}.txt`);
  const tree = spanTree(traced.spans);
  if (!existsSync(file) && process.env['CI'] === undefined) {
    mkdirSync(trees, { recursive: true });
    writeFileSync(file, tree);
  }
  expectSame('tree of spans', tree, readFileSync(file, 'utf8'));
  return `${inferences.length} calls of models`;
}

async function run(framework: Framework, preload: readonly string[]) {
  const sink = await startOtlpSink();
  try {
    const { exitCode, stdout, stderr, callRecords } = await runInApplication(
      framework.dependencies,
      {
        format: 'esm',
        source: framework.source,
        files: { 'mock-models.mjs': MOCK_MODELS },
        nodePath: await nodeBinary(NEWEST_OF_24),
        nodeArguments: preload,
        env: {
          OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
          OTEL_EXPORTER_OTLP_PROTOCOL: 'http/json',
          OTEL_METRICS_EXPORTER: 'none',
          OTEL_LOGS_EXPORTER: 'none',
          LLM_OTEL_LOG_DIR: 'llm_logs',
          LLM_OTEL_SPAN_NAMES: 'semconv',
        },
      },
      NPMRC,
    );
    if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}${stdout}`);
    const records = callRecords();
    const words = /sunny|Paris|Hello|Be brief/.exec(JSON.stringify(records));
    if (words !== null) throw new Error(`call records say "${words[0]}"`);
    const calls = records.filter(({ operation }) =>
      ['chat', 'generate_content'].includes(String(operation)),
    ).length;
    return { stdout, spans: sink.traces(), calls };
  } finally {
    await sink.close();
  }
}
