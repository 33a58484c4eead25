// A program that uses the helpers, and what came of it in every sink.

import type { OtlpSink, ScenarioResult } from '@llm-otel/testkit';
import { useTracedProgram } from './traced-program.ts';

const HELPERS = `import { agent, annotate, chainStep, evaluation, feedback, guardrail, llmCall, retrieval, tool }
  from 'llm-otel'; import OpenAI from 'openai'; const client = new OpenAI();
  const messages = [{ role: 'user', content: 'hi' }];`;

/** What the tests of a file work with. */
export interface HelperProgram {
  sink(): OtlpSink;
  /** Runs code that follows the imports of all helpers and a `client`. */
  run(source: string, env?: Readonly<Record<string, string>>): Promise<ScenarioResult>;
  /** Its call records. */
  recordsOf(
    source: string,
    env?: Readonly<Record<string, string>>,
  ): Promise<readonly Readonly<Record<string, unknown>>[]>;
  /** The last points of a metric in a fixed order: their labels, and as `is` their value or count. */
  pointsOf(metric: string): Readonly<Record<string, unknown>>[];
  spanNamed(name: string): ReturnType<OtlpSink['traces']>[number];
}

/** Starts what it needs for the tests of a file. */
export function useHelperProgram(options?: { readonly isHosted: boolean }): HelperProgram {
  const { run: runTraced, sink } = useTracedProgram(options);
  const run = (source: string, env: Readonly<Record<string, string>> = {}) =>
    runTraced(
      { OTEL_EXPORTER_OTLP_ENDPOINT: sink().url, LLM_OTEL_LOG_DIR: 'llm_logs', ...env },
      `${HELPERS} ${source}`,
    );
  return {
    sink,
    run,
    async recordsOf(source, env) {
      const result = await run(source, env);
      if (result.exitCode !== 0) throw new Error(result.stderr);
      return result.callRecords();
    },
    pointsOf(metric) {
      const found = sink()
        .metrics()
        .filter(({ name }) => name === metric)
        .at(-1);
      return (found?.points ?? [])
        .map(({ attributes, value, count }) => ({ ...attributes, is: value ?? count }))
        .toSorted((a, b) => JSON.stringify(a).localeCompare(JSON.stringify(b)));
    },
    spanNamed: (name) =>
      sink()
        .traces()
        .find((span) => span.name === name)!,
  };
}
