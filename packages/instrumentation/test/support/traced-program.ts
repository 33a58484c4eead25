// A program under the preload, with a mock server to call and an OTLP sink to send to.

import {
  runScenario,
  startMockLlm,
  startOtlpSink,
  startScenario,
  type MockLlm,
  type OtlpSink,
  type RunningScenario,
  type ScenarioOptions,
  type ScenarioResult,
} from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { hostScenarios } from './hosted.ts';

/** One call of a variable `client`. */
export const call = `await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'What is a span?' }] });`;

/** One call, and a sign that it went well. */
export const program = `import OpenAI from 'openai'; const client = new OpenAI(); ${call} console.log('done');`;

/** What the tests of a file work with. */
export interface TracedProgram {
  mock(): MockLlm;
  sink(): OtlpSink;
  /** Runs `source`, an ES module, under the preload. */
  run(env?: Readonly<Record<string, string>>, source?: string): Promise<ScenarioResult>;
  /** Starts `source` under the preload, sending to the sink. */
  start(
    source: string,
    env?: Readonly<Record<string, string>>,
    keepDirectory?: boolean,
    files?: Readonly<Record<string, string>>,
  ): RunningScenario;
}

/**
 * Starts both servers for the tests of a file, as good as new for each. What `run` runs needs no process of its own if it
 * is `isHosted`.
 */
export function useTracedProgram({ isHosted = false } = {}): TracedProgram {
  const runProgram = isHosted ? hostScenarios() : runScenario;
  let mock: MockLlm;
  let sink: OtlpSink;
  beforeAll(async () => {
    mock = await startMockLlm();
    sink = await startOtlpSink();
  });
  afterEach(() => {
    mock.reset();
    sink.reset();
    sink.behave();
  });
  afterAll(() => Promise.all([mock.close(), sink.close()]));
  const options = (env: Readonly<Record<string, string>>, source: string): ScenarioOptions => ({
    format: 'esm',
    source,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused', ...env },
  });
  return {
    mock: () => mock,
    sink: () => sink,
    run: (env = {}, source = program) => runProgram(options(env, source)),
    start: (source, env = {}, keepDirectory = false, files = {}) =>
      startScenario({
        ...options({ OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...env }, source),
        keepDirectory,
        files,
      }),
  };
}
