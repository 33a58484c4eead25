// Many calls at once, results of many megabytes, errors of our own: the program gets what it would get without us.

import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mcpProgram, TRANSPORTS, VARIANTS } from './kit.ts';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

async function run(
  transport: (typeof TRANSPORTS)[number],
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<unknown[]> {
  const result = await runScenario(
    mcpProgram(VARIANTS[0]!, transport, source, {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, ...env },
    }),
  );
  expect(result).toMatchObject({ exitCode: 0 });
  const lines = result.stdout.split('\n').filter((line) => line !== '');
  return lines.map((line) => JSON.parse(line) as unknown);
}

describe('a thousand calls at once on one session', () => {
  it.each(['stdio', 'http'] as const)('have an answer and a parent each over %s', async (way) => {
    const shown = await run(
      way,
      `const end = await connect();
       const answers = await Promise.all(Array.from({ length: 1000 }, (_, n) => call('echo', { n })));
       show(answers.filter(({ content }, n) => content[0].text === JSON.stringify({ n }) + 'quokka-result').length);
       await end();`,
      // All spans end at almost the same time.
      { OTEL_BSP_MAX_QUEUE_SIZE: '10000' },
    );
    expect(shown).toEqual([1000]);
    const calls = sink.traces().filter(({ name }) => name === 'tools/call echo');
    const clients = calls.filter(({ kind }) => kind === 'client').map(({ spanId }) => spanId);
    const parents = calls.filter(({ kind }) => kind === 'server').map((span) => span.parentSpanId);
    expect(clients).toHaveLength(1000);
    expect(new Set(parents)).toEqual(new Set(clients));
    expect(parents).toHaveLength(1000);
  });
});

describe('a result of 20 MB', () => {
  it.each(['memory', 'http'] as const)('arrives as it was sent over %s', async (way) => {
    const shown = await run(
      way,
      `const end = await connect(); const { content } = await call('big', { size: 20_000_000 });
       show([content[0].text.length, /^x+$/.test(content[0].text)]); await end();`,
      { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only' },
    );
    expect(shown).toEqual([[20_000_000, true]]);
    const spans = sink.traces().filter(({ name }) => name === 'tools/call big');
    expect(spans).toHaveLength(2);
    for (const { attributes } of spans) {
      expect(JSON.stringify(attributes).length).toBeLessThan(1_000_000);
      expect(attributes['llm_otel.content.dropped_characters']).toBeGreaterThan(10_000_000);
    }
  });
});

it('costs a program nothing if we fail ourselves', async () => {
  const shown = await run(
    'memory',
    `const end = await connect();
     // What we read of every message and of every transport.
     for (const name of ['sessionId', 'protocolVersion']) {
       Object.defineProperty(client.transport, name, { get() { throw new Error('quokka-getter'); } });
     }
     const { content } = await call('echo', { city: 'Rome' });
     show(content[0].text);
     await end();`,
  );
  expect(shown).toEqual(['{"city":"Rome"}quokka-result']);
});
