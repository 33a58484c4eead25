// Runs the calls of a data file in a process of its own, and returns what an application and an observer saw.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import type { AdapterData } from './adapter-data.ts';
import { sourceOf } from './adapter-program.ts';
import type { Report } from './adapter-process.ts';

/** How a process is run. */
export interface RunOptions {
  readonly data: AdapterData;
  /** The path of the data file. */
  readonly file: string;
  readonly format: 'cjs' | 'esm';
  /** Absent: without us. */
  readonly traced?: {
    readonly content: boolean;
    readonly profile: 'latest' | '1.41';
    /** How many call records there will be. */
    readonly records: number;
  };
}

/** What came of it. */
export interface AdapterRun extends Report {
  readonly spans: ReturnType<OtlpSink['traces']>;
  readonly metrics: ReturnType<OtlpSink['metrics']>;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** All that was sent, as lines of OTLP/JSON. */
  readonly sent: string;
}

/** Runs it. */
export async function runAdapter({ data, file, format, traced }: RunOptions): Promise<AdapterRun> {
  const sink = await startOtlpSink();
  try {
    const { exitCode, stdout, stderr, callRecords } = await runScenario({
      format: 'esm',
      source: sourceOf(data, format),
      files: filesOf(data, format, file),
      programArguments: [file, String(traced?.records ?? 0)],
      nodeArguments: [
        '--expose-gc',
        '--stack-trace-limit=40',
        ...(traced === undefined ? [] : ['--require', 'llm-otel/register']),
        ...(traced !== undefined && data.isMadeUp ? ['--require', './adapter.cjs'] : []),
      ],
      env: traced === undefined ? {} : settings(sink, traced),
    });
    if (exitCode !== 0 || stderr !== '') throw new Error(`exit ${exitCode}: ${stderr}${stdout}`);
    return {
      ...(JSON.parse(stdout) as Report),
      spans: sink.traces(),
      metrics: sink.metrics(),
      records: callRecords(),
      sent: sink.requests.map(({ rawBody }) => rawBody).join('\n'),
    };
  } finally {
    await sink.close();
  }
}

/** The files of a package that is made up, as CommonJS or as an ES module. */
export function filesOf(
  data: AdapterData,
  format: 'cjs' | 'esm',
  file: string,
): Record<string, string> {
  if (!data.isMadeUp) return {};
  const folder = path.dirname(file);
  const source = readFileSync(path.join(folder, 'client.js'), 'utf8');
  const manifest = {
    name: data.package,
    version: '1.0.0',
    type: format === 'esm' ? 'module' : 'commonjs',
    main: 'client.js',
  };
  return {
    'adapter.cjs': readFileSync(path.join(folder, 'llm-otel.cjs'), 'utf8'),
    [`node_modules/${data.package}/package.json`]: JSON.stringify(manifest),
    [`node_modules/${data.package}/client.js`]:
      format === 'esm' ? source : source.replace('export {', 'module.exports = {'),
  };
}

function settings(
  sink: OtlpSink,
  { content, profile }: NonNullable<RunOptions['traced']>,
): Record<string, string> {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    LLM_OTEL_LOG_DIR: 'llm_logs',
    LLM_OTEL_SPAN_NAMES: 'semconv',
    LLM_OTEL_SEMCONV: profile,
    LLM_OTEL_DETAILS_EVENT: 'always',
    ...(content && {
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
      LLM_OTEL_TOOL_DEFINITIONS: 'full',
      LLM_OTEL_CAPTURE_MEDIA: 'full',
    }),
  };
}
