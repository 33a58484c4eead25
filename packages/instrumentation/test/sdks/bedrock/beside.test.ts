// Beside an instrumentation of OpenTelemetry that makes spans of inference: it wraps the `send` that clients inherit. Theirs
// is the only span, and what is measured and recorded is ours. `npm run test:others` shows it with the real one.

import { expect, it } from 'vitest';
import { runProgram } from './run-program.ts';

const PROGRAM = `
import { BedrockRuntime, BedrockRuntimeClient } from '@aws-sdk/client-bedrock-runtime';
import { trace } from '@opentelemetry/api';
const inherited = Object.getPrototypeOf(BedrockRuntimeClient.prototype);
const { send } = inherited;
const wrap = () => {
  inherited.send = Object.assign(function (...args) {
    return tracer.startActiveSpan('chat of theirs', (span) => send.apply(this, args).finally(() => span.end()));
  }, { __wrapped: true });
};
const client = new BedrockRuntime(options);
const ask = async () => {
  const { stopReason } = await client.converse({ modelId: 'some-model', messages: [{ role: 'user', content: [{ text: 'Hi' }] }] });
  console.log(stopReason);
};
await ask();
// There is a provider now.
const tracer = trace.getTracer('theirs');
wrap();
await tracer.startActiveSpan('question', async (span) => { await ask(); span.end(); });
await ask();
inherited.send = send;
await ask();`;

it('makes no second span while theirs is made', async () => {
  const message = { role: 'assistant', content: [{ text: 'Hi' }] };
  const json = {
    output: { message },
    stopReason: 'end_turn',
    usage: { inputTokens: 3, outputTokens: 1, totalTokens: 4 },
  };
  const { spans, records, metrics } = await runProgram(PROGRAM, {
    '/model/some-model/converse': { json },
  });
  const names = spans.map(({ name, scope }) => `${scope.name}: ${name}`);
  expect(names.toSorted()).toEqual([
    'llm-otel: llm.call',
    'llm-otel: llm.call',
    'theirs: chat of theirs',
    'theirs: chat of theirs',
    'theirs: question',
  ]);
  const question = spans.find(({ name }) => name === 'question')!;
  const theirs = spans.filter(({ name }) => name === 'chat of theirs');
  expect(theirs.map(({ parentSpanId }) => parentSpanId)).toContain(question.spanId);
  expect(records).toHaveLength(4);
  for (const record of records) {
    expect(record).toMatchObject({ outcome: 'completed', prompt_tokens: 3, completion_tokens: 1 });
  }
  expect(new Set(records.map((record) => record['span_id'])).size).toBe(4);
  expect(records[1]).toMatchObject({
    trace_id: question.traceId,
    parent_span_id: question.spanId,
  });
  const durations = metrics.filter(({ name }) => name === 'gen_ai.client.inference.duration');
  expect(durations.at(-1)!.points.map(({ count }) => count)).toEqual([4]);
});
