// Packages that run models in the process itself: they are installed apart, since their native parts are large. Each
// case of a data file is run bare, traced, and traced with content.

import { existsSync, readdirSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { startOtlpSink } from '@llm-otel/testkit';
import {
  casesOf,
  type LocalData,
} from '../../packages/instrumentation/test/sdks/local/local-data.ts';
import type { Report } from '../../packages/instrumentation/test/sdks/local/local-process.ts';
import { runInApplication } from './application.ts';
import { expectSame } from './comparison.ts';
import {
  expectClassified,
  expectContent,
  expectNoContent,
  expectTelemetry,
  type LocalRun,
} from './local-checks.ts';
import { nodeBinary } from './node-binaries.ts';
import { repository } from './places.ts';
import { NEWEST_OF_24, type RuntimeCase } from './runtime-case.ts';

const sdks = path.join(repository, 'packages/instrumentation/test/sdks');
const PROCESS = pathToFileURL(path.join(sdks, 'local/local-process.ts')).href;
const files = readdirSync(sdks)
  .map((folder) => path.join(sdks, folder, 'local.ts'))
  .filter((file) => existsSync(file))
  .map((file) => pathToFileURL(file).href);
const isInstalled = process.platform === 'linux' && process.arch === 'x64';
/** Other native parts, such as those of graphics cards, are hundreds of megabytes. */
const NPMRC = 'omit=optional\n';

interface Lane {
  readonly file: string;
  readonly data: LocalData;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly format: 'cjs' | 'esm';
}

const all = await Promise.all(
  files.map(async (file) => ({
    file,
    data: ((await import(file)) as { readonly data: LocalData }).data,
  })),
);

/** One for each release and module system. */
export const localCases: readonly RuntimeCase[] = all.flatMap(({ file, data }) =>
  data.releases.flatMap((dependencies) =>
    data.formats.map((format) => ({
      name: `${data.package} ${dependencies[data.package]} ${format}`,
      ...(!isInstalled && { skip: 'its native parts are installed on Linux with x64 only' }),
      run: () => isTraced({ file, data, dependencies, format }),
    })),
  ),
);

async function isTraced(lane: Lane): Promise<string> {
  const release = lane.dependencies[lane.data.package]!;
  const data = { ...lane.data, cases: casesOf(lane.data, release) };
  const bare = await run(lane);
  expectClassified(data, bare);
  const off = await run(lane, { profile: '1.41', content: false });
  const on = await run(lane, { profile: 'latest', content: true });
  for (const traced of [off, on]) {
    for (const [index, { name }] of data.cases.entries()) {
      expectSame(name, traced.observations[index], bare.observations[index]);
    }
    expectTelemetry(data, traced);
  }
  expectNoContent(off);
  expectContent(data, on);
  return `${data.cases.length} cases`;
}

async function run(
  { file, data, dependencies, format }: Lane,
  traced?: { readonly profile: LocalRun['profile']; readonly content: boolean },
): Promise<LocalRun> {
  const sink = await startOtlpSink();
  const load =
    format === 'esm'
      ? `await import('${data.package}')`
      : `createRequire(import.meta.url)('${data.package}')`;
  try {
    const { exitCode, stdout, stderr, callRecords } = await runInApplication(
      dependencies,
      {
        format: 'esm',
        // Native parts wait for processors on a busy machine.
        timeoutMs: 120_000,
        source: `import { createRequire } from 'node:module'; globalThis.sdk = ${load}; import('${PROCESS}');`,
        programArguments: [file, dependencies[data.package]!],
        nodePath: await nodeBinary(NEWEST_OF_24),
        nodeArguments: [
          '--stack-trace-limit=40',
          ...(traced === undefined ? [] : ['--require', 'llm-otel/register']),
        ],
        env: traced === undefined ? {} : settings(sink.url, traced),
      },
      NPMRC,
    );
    if (exitCode !== 0 || stderr !== '') throw new Error(`exit ${exitCode}: ${stderr}${stdout}`);
    return {
      profile: traced?.profile ?? 'latest',
      ...(JSON.parse(stdout) as Report),
      spans: sink.traces(),
      records: callRecords().filter((record) => 'outcome' in record),
      sent: sink.requests.map(({ rawBody }) => rawBody).join('\n'),
    };
  } finally {
    await sink.close();
  }
}

function settings(
  url: string,
  { profile, content }: { readonly profile: string; readonly content: boolean },
): Record<string, string> {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    LLM_OTEL_LOG_DIR: 'llm_logs',
    LLM_OTEL_SPAN_NAMES: 'semconv',
    LLM_OTEL_SEMCONV: profile,
    ...(content && {
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
      LLM_OTEL_TOOL_DEFINITIONS: 'full',
      LLM_OTEL_CAPTURE_DOCUMENTS: 'true',
    }),
  };
}
