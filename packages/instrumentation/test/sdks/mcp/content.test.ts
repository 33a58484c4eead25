// Content of messages: arguments, results, prompts and resources, under the same switches as everything else.

import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { CANARIES, mcpProgram, VARIANTS } from './kit.ts';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

const PROGRAM = `
  const end = await connect();
  await call('echo', { city: '${CANARIES.argument}', mail: 'jane.doe@example.com' });
  for (const tool of ['fails', 'throws', 'refuses']) await call(tool, {}).catch(() => {});
  await client.getPrompt({ name: 'hello', arguments: { who: '${CANARIES.prompt}' } });
  await client.readResource({ uri: '${CANARIES.resource}' });
  await end();`;

/** All that leaves the processes, as one text. */
async function sent(env: Readonly<Record<string, string>>): Promise<string> {
  const result = await runScenario(
    mcpProgram(VARIANTS[0]!, 'stdio', PROGRAM, {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, LLM_OTEL_LOG_DIR: 'llm_logs', ...env },
    }),
  );
  expect(result).toMatchObject({ exitCode: 0 });
  const spans = sink.traces();
  expect(spans.filter(({ name }) => name === 'tools/call echo')).toHaveLength(2);
  return JSON.stringify(
    [spans, sink.metrics(), sink.logs(), result.callRecords()],
    (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value),
  );
}

const found = (text: string): string[] =>
  Object.values(CANARIES).filter((canary) => text.includes(canary));

describe('content over MCP', () => {
  it('is nowhere unless it is asked for', async () => {
    const text = await sent({});
    expect(found(text)).toEqual([]);
    expect(text).not.toContain('jane.doe');
  });

  it('is on spans and in records of both ends if it is, and redacted', async () => {
    const text = await sent({ OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only' });
    expect(found(text)).toEqual(Object.values(CANARIES));
    expect(text).not.toContain('jane.doe');
    const { argument, result, prompt, message, resource, contents } = CANARIES;
    for (const kind of ['client', 'server'] as const) {
      const attributes = (name: string): string =>
        JSON.stringify(
          sink.traces().find((span) => span.kind === kind && span.name === name)?.attributes,
        );
      expect(attributes('tools/call echo')).toMatch(argument);
      expect(attributes('tools/call echo')).toMatch(result);
      expect(attributes('prompts/get hello')).toMatch(prompt);
      expect(attributes('prompts/get hello')).toMatch(message);
      expect(attributes('resources/read')).toMatch(resource);
      expect(attributes('resources/read')).toMatch(contents);
    }
  });

  it('is left out by the switches of its kinds', async () => {
    const on = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only' };
    const withoutTools = found(await sent({ ...on, LLM_OTEL_CAPTURE_TOOLS: '0' }));
    expect(withoutTools).not.toContain(CANARIES.argument);
    expect(withoutTools).not.toContain(CANARIES.result);
    expect(withoutTools).toContain(CANARIES.prompt);
    sink.reset();
    const withoutDocuments = found(await sent({ ...on, LLM_OTEL_CAPTURE_DOCUMENTS: '0' }));
    expect(withoutDocuments).not.toContain(CANARIES.resource);
    expect(withoutDocuments).not.toContain(CANARIES.contents);
    expect(withoutDocuments).toContain(CANARIES.result);
    sink.reset();
    const withoutPrompts = found(await sent({ ...on, LLM_OTEL_CAPTURE_PROMPTS: '0' }));
    expect(withoutPrompts).not.toContain(CANARIES.prompt);
    expect(withoutPrompts).not.toContain(CANARIES.message);
  });
});
