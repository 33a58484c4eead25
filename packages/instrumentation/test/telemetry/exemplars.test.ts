// With a MeterProvider of somebody else every value comes with the context of its own operation, so
// that an exemplar can name its span.

import {
  context,
  createNoopMeter,
  metrics,
  trace,
  type Context,
  type Histogram,
  type MeterProvider,
} from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { createTelemetrySink } from '@llm-otel/testkit';
import { agent, chainStep, llmCall, retrieval, tool } from 'llm-otel';
import { afterAll, beforeAll, expect, it } from 'vitest';

const sink = createTelemetrySink();
const recorded: { name: string; spanId: string | undefined }[] = [];

/** Keeps of every value which span it came with. */
const provider: MeterProvider = {
  getMeter: () =>
    Object.assign(createNoopMeter(), {
      createHistogram: (name: string): Histogram => ({
        record: (_value: number, _attributes: unknown, of?: Context) => {
          recorded.push({ name, spanId: of && trace.getSpanContext(of)?.spanId });
        },
      }),
    }),
};

beforeAll(() => {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(sink.tracerProvider);
  metrics.setGlobalMeterProvider(provider);
});
afterAll(async () => {
  metrics.disable();
  trace.disable();
  context.disable();
  await sink.shutdown();
});

it('hands the span of the operation to every histogram', async () => {
  const model = { model: 'llama3', provider: 'ollama' };
  async function* chunks(): AsyncGenerator<number> {
    yield 1;
    yield 2;
  }
  await chainStep('answer', () =>
    agent('support', async () => {
      tool('weather', () => 1);
      retrieval('handbook', () => []);
      for await (const _ of llmCall(model, () => chunks()));
      llmCall({ ...model, operation: 'embeddings' }, (call) => call.set({ inputTokens: 1 }));
    }),
  );
  const operations = new Map(
    sink.spans().map((span) => [span.spanId, span.attributes['gen_ai.operation.name']]),
  );
  const found = recorded.map(({ name, spanId }) => [name, operations.get(spanId ?? '')]);
  expect(found).toEqual([
    ['gen_ai.execute_tool.duration', 'execute_tool'],
    ['gen_ai.client.operation.duration', 'retrieval'],
    ['gen_ai.client.inference.duration', 'chat'],
    ['gen_ai.client.inference.time_to_first_chunk', 'chat'],
    ['gen_ai.client.inference.time_per_output_chunk', 'chat'],
    ['gen_ai.client.embeddings.duration', 'embeddings'],
    ['gen_ai.client.embeddings.operation.input_tokens', 'embeddings'],
    ['gen_ai.invoke_agent.duration', 'invoke_agent'],
    ['gen_ai.invoke_agent.inference_calls', 'invoke_agent'],
    ['gen_ai.invoke_agent.tool_calls', 'invoke_agent'],
    ['gen_ai.invoke_workflow.duration', 'invoke_workflow'],
  ]);
});
