// Every command of Bedrock's clients is traced, or is listed with the reason why it is not.

import { runScenario, startOtlpSink } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { UNTRACED } from './untraced.ts';

it.each([
  ['@aws-sdk/client-bedrock-runtime', 'BedrockRuntimeClient'],
  ['@aws-sdk/client-bedrock-agent-runtime', 'BedrockAgentRuntimeClient'],
])('is classified: %s', async (name, client) => {
  const sink = await startOtlpSink();
  try {
    const { stdout, exitCode } = await runScenario({
      format: 'esm',
      source: `
        import * as sdk from '${name}';
        import { trace } from '@opentelemetry/api';
        const client = new sdk.${client}({
          endpoint: 'http://127.0.0.1:9', region: 'us-east-1', maxAttempts: 1,
          credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' },
        });
        const commands = Object.keys(sdk).filter((key) => /^[A-Z].+Command$/.test(key));
        const send = (name) => client.send(new sdk[name]({})).catch(() => undefined);
        // The first call that is traced starts what receives spans.
        for (const name of commands) await send(name);
        for (const name of commands) {
          await trace.getTracer('application').startActiveSpan(name, async (span) => {
            await send(name);
            span.end();
          });
        }
        console.log(JSON.stringify(commands));`,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url },
    });
    expect(exitCode).toBe(0);
    const commands = JSON.parse(stdout) as string[];
    const spans = sink.traces();
    const parents = new Set(spans.map(({ parentSpanId }) => parentSpanId));
    const traced = spans.filter(({ spanId }) => parents.has(spanId)).map((span) => span.name);
    const untraced = UNTRACED[client]!;
    expect(Object.keys(untraced).filter((command) => traced.includes(command))).toEqual([]);
    expect([...traced, ...Object.keys(untraced)].toSorted()).toEqual(commands.toSorted());
  } finally {
    await sink.close();
  }
});
