// What the helpers record of what is said, in a process that asks for content and in one that does not.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const program = `
  import { createAgent, evaluation, llmCall, memory, retrieval, tool, withPrompt } from 'llm-otel';
  llmCall({ model: 'm', provider: 'p', input: 'canary question', systemInstructions: 'canary rule',
    toolDefinitions: [{ type: 'function', name: 'weather', description: 'canary tool' }] },
    (call) => { call.set({ output: 'canary answer' }); });
  tool('weather', { arguments: '{"city":"canary"}' }, () => 'canary sun');
  tool('add', { arguments: { a: 1n, self: globalThis } }, () => ({ sum: 2 }));
  await retrieval('handbook', { query: 'canary query' }, async () => [{ id: 7, score: 0.5, text: 'canary text' }]);
  memory('create_memory', { records: [{ content: 'canary fact' }] }, () => undefined);
  memory('search_memory', { query: 'canary memory' }, () => ({ memories: [{ content: 'canary fact' }] }));
  await createAgent('a', { provider: 'p', systemInstructions: 'canary job' }, () => 1);
  withPrompt({ name: 'summary', version: '3', variables: { topic: 'canary topic', n: 2 } }, () =>
    llmCall({ model: 'm', provider: 'p' }, () => 1));
  evaluation('relevance', { score: 1, explanation: 'canary reason' });
`;
const CAPTURE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
const said = (type: string, content: string): object => ({ type, content });

async function run(env: Readonly<Record<string, string>>): Promise<string> {
  const { exitCode, stderr } = await start(program, env).finished;
  expect(exitCode).toBe(0);
  return stderr;
}

describe('content of helpers', () => {
  it('stands on their spans where it is asked for', async () => {
    expect(await run({ [CAPTURE]: 'SPAN_ONLY' })).toBe('');
    const spans = sink().traces();
    const attributesOf = (text: string): object =>
      spans.find(({ attributes }) => JSON.stringify(attributes).includes(text))!.attributes;
    expect(attributesOf('canary question')).toMatchObject({
      'gen_ai.system_instructions': [said('text', 'canary rule')],
      'gen_ai.input.messages': [{ role: 'user', parts: [said('text', 'canary question')] }],
      'gen_ai.output.messages': [
        { role: 'assistant', parts: [said('text', 'canary answer')], finish_reason: 'stop' },
      ],
      'gen_ai.tool.definitions': [{ type: 'function', name: 'weather' }],
    });
    expect(attributesOf('canary sun')).toMatchObject({
      'gen_ai.tool.call.arguments': { city: 'canary' },
      'gen_ai.tool.call.result': { result: 'canary sun' },
    });
    expect(attributesOf('"sum"')).toMatchObject({
      'gen_ai.tool.call.arguments': { a: '1' },
      'gen_ai.tool.call.result': { sum: 2 },
    });
    expect(attributesOf('canary query')).toMatchObject({
      'gen_ai.retrieval.query.text': 'canary query',
      'gen_ai.retrieval.documents': [{ id: '7', score: 0.5 }],
    });
    expect(attributesOf('canary memory')).toMatchObject({
      'gen_ai.memory.query.text': 'canary memory',
      'gen_ai.memory.records': [{ content: 'canary fact' }],
    });
    expect(attributesOf('canary job')).toMatchObject({
      'gen_ai.system_instructions': [said('text', 'canary job')],
    });
    expect(attributesOf('canary topic')).toMatchObject({
      'gen_ai.prompt.name': 'summary',
      'gen_ai.prompt.version': '3',
      'gen_ai.prompt.variable.topic': 'canary topic',
      'gen_ai.prompt.variable.n': '2',
    });
    expect(
      JSON.stringify(
        sink()
          .logs()
          .map(({ attributes }) => attributes),
      ),
    ).not.toContain('canary');
  });

  it('stands on events alone where that is asked for', async () => {
    await run({ [CAPTURE]: 'event_only' });
    expect(
      JSON.stringify(
        sink()
          .traces()
          .map(({ attributes }) => attributes),
      ),
    ).not.toContain('canary');
    const events = JSON.stringify(
      sink()
        .logs()
        .map(({ attributes }) => attributes),
    );
    expect(events).toContain('canary question');
    expect(events).toContain('canary answer');
    expect(events).toContain('canary reason');
  });

  it.each(['', 'false', 'NO_CONTENT', 'yes'])(
    'stands nowhere by default, which "%s" is',
    async (value) => {
      const stderr = await run({ [CAPTURE]: value });
      expect(stderr.split('\n')).toHaveLength(value === 'yes' ? 2 : 1);
      expect(sink().traces().length).toBeGreaterThan(7);
      expect(
        sink()
          .requests.map(({ rawBody }) => rawBody)
          .join(''),
      ).not.toContain('canary');
      const prompt = sink()
        .traces()
        .find(({ attributes }) => 'gen_ai.prompt.name' in attributes);
      expect(prompt?.attributes).toMatchObject({ 'gen_ai.prompt.version': '3' });
    },
  );

  it('shows whole tools on demand', async () => {
    await run({ [CAPTURE]: 'true', LLM_OTEL_TOOL_DEFINITIONS: 'full' });
    expect(sink().traces()[0]?.attributes['gen_ai.tool.definitions']).toEqual([
      { type: 'function', name: 'weather', description: 'canary tool' },
    ]);
  });
});
