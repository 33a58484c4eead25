// What a server asks its client, and the answers: content under the same switches as everything else, at both ends.

import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mcpProgram, VARIANTS } from './kit.ts';

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

/** Words that only content has. */
const CANARIES = {
  instructions: 'wombat-instructions',
  prompt: 'wombat-prompt',
  argument: 'wombat-argument',
  result: 'wombat-result',
  tool: 'wombat-tool',
  answer: 'wombat-answer',
  question: 'wombat-question',
  value: 'wombat-value',
} as const;
const { instructions, prompt, argument, result: found, tool, answer, question, value } = CANARIES;
const MAIL = 'jane.doe@example.com';

const PROGRAM = `
  kit.answers.sampling = '${answer} ${MAIL}';
  kit.answers.elicitation = { action: 'accept', content: { word: '${value}', mail: '${MAIL}' } };
  const end = await connect();
  show(await call('asks', { params: {
    systemPrompt: '${instructions}', maxTokens: 5,
    tools: [{ name: 'look', description: '${tool}', inputSchema: { type: 'object' } }],
    messages: [
      { role: 'user', content: { type: 'text', text: '${prompt} ${MAIL}' } },
      { role: 'assistant', content: [{ type: 'tool_use', id: 't-1', name: 'look', input: { at: '${argument}' } }] },
      { role: 'user', content: [{ type: 'tool_result', toolUseId: 't-1', content: [{ type: 'text', text: '${found}' }] }] },
    ],
  } }));
  show(await call('elicits', { message: '${question} ${MAIL}', requestedSchema: { type: 'object', properties: { word: { type: 'string' } } } }));
  await end();`;

/** All that leaves both processes but for the arguments of the tools, which bring the questions here. */
async function sent(env: Readonly<Record<string, string>>): Promise<string> {
  const result = await runScenario(
    mcpProgram(VARIANTS[0]!, 'stdio', PROGRAM, {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, LLM_OTEL_LOG_DIR: 'llm_logs', ...env },
    }),
  );
  expect(result).toMatchObject({ exitCode: 0 });
  expect(result.stdout).toContain('m-1');
  const names = ['sampling/createMessage', 'elicitation/create'];
  const spans = sink.traces().filter(({ name }) => names.includes(name));
  expect(spans).toHaveLength(4);
  const records = result.callRecords().filter((record) => record['log_type'] !== 'tool_completed');
  return JSON.stringify([spans, sink.metrics(), sink.logs(), records], (_key, said: unknown) =>
    typeof said === 'bigint' ? String(said) : said,
  );
}

const ALL: readonly string[] = Object.values(CANARIES);
const foundIn = (text: string): string[] => ALL.filter((canary) => text.includes(canary));

const ON = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only' };

describe('questions of a server', () => {
  it('are nowhere unless content is asked for', async () => {
    const text = await sent({});
    expect(foundIn(text)).toEqual([]);
    expect(text).not.toContain('jane.doe');
  });

  it('are on spans of both ends if it is, and redacted', async () => {
    const text = await sent({ ...ON, LLM_OTEL_TOOL_DEFINITIONS: 'full' });
    expect(foundIn(text)).toEqual(ALL);
    expect(text).not.toContain('jane.doe');
    for (const kind of ['client', 'server'] as const) {
      const of = (name: string) =>
        sink.traces().find((span) => span.kind === kind && span.name === name)!.attributes;
      const sampling = of('sampling/createMessage');
      expect(sampling).toMatchObject({
        'gen_ai.system_instructions': [{ type: 'text', content: instructions }],
        'gen_ai.input.messages': [
          { role: 'user', parts: [{ content: expect.stringContaining(prompt) }] },
          { parts: [{ type: 'tool_call', name: 'look', arguments: { at: argument } }] },
          { parts: [{ type: 'tool_call_response', id: 't-1', response: [{ content: found }] }] },
        ],
        'gen_ai.output.messages': [
          { role: 'assistant', parts: [{ type: 'text' }], finish_reason: 'stop' },
        ],
        'gen_ai.tool.definitions': [{ name: 'look', description: tool }],
      });
      expect(sampling).not.toHaveProperty('gen_ai.tool.call.result');
      expect(of('elicitation/create')).toMatchObject({
        'llm_otel.mcp.elicitation.message': expect.stringContaining(question),
        'llm_otel.mcp.elicitation.answer': { word: value },
      });
    }
  });

  it.each<[string, readonly string[]]>([
    ['LLM_OTEL_CAPTURE_PROMPTS', [instructions, prompt, argument, found, question, value, tool]],
    ['LLM_OTEL_CAPTURE_RESPONSES', [answer, argument]],
    ['LLM_OTEL_CAPTURE_TOOLS', [argument, found, tool]],
  ])('are left out in part by %s', async (name, hidden) => {
    const text = await sent({ ...ON, LLM_OTEL_TOOL_DEFINITIONS: 'full', [name]: '0' });
    expect(foundIn(text)).toEqual(ALL.filter((canary) => !hidden.includes(canary)));
  });
});
