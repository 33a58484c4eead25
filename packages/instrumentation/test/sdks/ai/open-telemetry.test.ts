// Beside `@ai-sdk/otel`, which makes spans itself: they are the only ones, and what is measured and recorded is ours.

import { type OtlpSink, startOtlpSink } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { runAi } from './program.ts';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const program = (register: string, telemetry: string): string => `
  const { OpenTelemetry } = await import(pathToFileURL(require.resolve('@ai-sdk/otel')).href);
  // Our pipeline starts with the first call.
  await sdk.generateText({ model, prompt: 'Hello?' });
  ${register}
  const asked = {
    model, prompt: 'Where is it sunny?', tools: { weather: weatherTool(sdk.tool) }, stopWhen: sdk.stepCountIs(3),
    telemetry: { functionId: 'greet', ${telemetry} },
  };
  console.log((await sdk.generateText(asked)).text, seen);`;

it.each([
  ['for all calls', 'sdk.registerTelemetry(new OpenTelemetry());', ''],
  ['by a call', '', 'integrations: new OpenTelemetry()'],
])('registered %s, it makes the only spans', async (_by, register, telemetry) => {
  const source = program(register, telemetry);
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, LLM_OTEL_LOG_DIR: 'llm_logs' };
  const { exitCode, stdout, records } = await runAi(source, { env, isAlone: true });
  expect(exitCode).toBe(0);
  const [first] = sink.traces().filter(({ scope }) => scope.name === 'llm-otel');
  const theirs = sink.traces().filter(({ traceId }) => traceId !== first!.traceId);
  expect(theirs.map(({ scope }) => scope.name)).not.toContain('llm-otel');
  // The tool runs in the span of theirs.
  const tool = theirs.find(({ name }) => name.startsWith('execute_tool'))!;
  expect(stdout).toContain(tool.name);
  const [, ...calls] = records.filter(({ operation }) => operation === 'chat');
  expect(calls).toMatchObject([
    { prompt_tokens: 20, completion_tokens: 5, cost_usd: 0.00009, trace_id: tool.traceId },
    { prompt_tokens: 20, completion_tokens: 5, cost_usd: 0.00009, trace_id: tool.traceId },
  ]);
  const agents = records.filter(({ operation }) => operation === 'invoke_agent');
  expect(agents).toHaveLength(2);
  const durations = sink
    .metrics()
    .filter(({ name }) => name === 'gen_ai.client.inference.duration');
  expect(durations.at(-1)!.points.map(({ count }) => count)).toEqual([3]);
});
