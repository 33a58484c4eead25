// An application under the preload that sends to the real collector, and what the package itself counts of it.

import { type RunningScenario, startScenario } from '@llm-otel/testkit';
import { identityOf } from './spans.ts';

/** The program, and where it sends to. */
export interface ProgramOptions {
  /** An ES module. */
  readonly source: string;
  /** `OTEL_EXPORTER_OTLP_ENDPOINT`. */
  readonly endpoint: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
}

/** What the package says at the end about one signal. */
export interface OwnCounts {
  readonly sent: number;
  readonly lost: number;
}

/** Starts it; its call records are the count of what it emitted, its report that of what it sent. */
export function startProgram({ source, endpoint, env, files }: ProgramOptions): RunningScenario {
  return startScenario({
    format: 'esm',
    source,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: endpoint,
      LLM_OTEL_LOG_DIR: 'llm_logs',
      LLM_OTEL_DOCTOR: '1',
      ...env,
    },
    timeoutMs: 120_000,
    ...(files === undefined ? {} : { files }),
  });
}

/** The spans of call records, which the package writes before it sends anything. */
export function emittedIn(records: readonly Record<string, unknown>[]): ReadonlySet<string> {
  return new Set(
    records.map((record) => identityOf(record['trace_id'] as string, record['span_id'] as string)),
  );
}

/** Reads them from the report on stderr. */
export function ownCounts(stderr: string, signal: 'traces' | 'metrics' = 'traces'): OwnCounts {
  const item = signal === 'traces' ? 'spans?' : 'metric points?';
  const counts = new RegExp(`^  sent .*: sent (\\d+) ${item}`);
  const line = stderr.split('\n').find((text) => counts.test(text)) ?? '';
  const [, sent] = counts.exec(line) ?? [];
  if (sent === undefined) throw new Error(`no counts of ${signal} in: ${stderr}`);
  const [, lost = '0'] = new RegExp(`lost (\\d+) ${item}`).exec(line) ?? [];
  return { sent: Number(sent), lost: Number(lost) };
}

/** The lines on stderr about a receiver. */
export function linesAbout(stderr: string): readonly string[] {
  return stderr.split('\n').filter((line) => line.startsWith('llm-otel: OTLP to '));
}
