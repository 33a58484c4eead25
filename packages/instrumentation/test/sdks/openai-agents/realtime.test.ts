// Sessions of `@openai/agents-realtime` over a WebSocket.

import { startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { spanTree } from '../../support/span-tree.ts';
import { runTwice } from './program.ts';
import { REALTIME } from './realtime-programs.ts';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

// A process each: the first span of the application is there before the first call sets up ours.

it.each(['esm', 'cjs'] as const)('have a span for each response and tool: %s', async (format) => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url };
  const { stdout } = await runTwice(REALTIME, { format, env, isAlone: true });
  expect(stdout).toContain('Hello world');
  await expect(spanTree(sink.traces())).toMatchFileSnapshot('./trees/realtime.txt');
  const sent = sink.requests.map(({ rawBody }) => rawBody).join('\n');
  expect(sent).not.toMatch(/sunny|Paris|brief|Hello/);
});

it('have the same in the oldest release', async () => {
  const env = { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url };
  await runTwice(REALTIME, { release: 'oldest', env, isAlone: true });
  await expect(spanTree(sink.traces())).toMatchFileSnapshot('./trees/realtime.txt');
});
