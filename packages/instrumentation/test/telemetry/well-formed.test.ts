// Half of a character (a lone surrogate) is no text that others can read: it leaves as U+FFFD, wherever it stands
// and whatever was cut.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';
import { leftBy } from './everything-left.ts';

const traced = useTracedProgram();
const all = {
  OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_and_event',
  LLM_OTEL_SPAN_NAMES: 'semconv',
};

/** Where JSON has to escape one. */
function halfIn(json: string): string {
  const at = json.search(/(?<!\\)(?:\\\\)*\\ud[89a-f][\da-f]{2}/i);
  return at < 0 ? '' : json.slice(Math.max(0, at - 200), at + 40);
}

const program = `
  import OpenAI from 'openai';
  import { agent, chainStep, evaluation, llmCall, retrieval, tool, withConversation, withPrompt } from 'llm-otel';
  const half = '\\ud83d', other = '\\ude00';
  const answer = { id: 'c' + half, model: 'm' + half, system_fingerprint: half, service_tier: half,
    choices: [{ index: 0, finish_reason: 'stop', message: { role: half, content: 'a' + half, refusal: other, reasoning_content: half,
      tool_calls: [{ id: 't' + half, type: 'function', function: { name: 'n' + half, arguments: JSON.stringify({ ['k' + half]: 'v' + half }) } }] } }],
    usage: { prompt_tokens: 1, completion_tokens: 2 } };
  const failure = { error: { message: 'Invalid ' + half, type: 't' + half, code: 'c' + half, param: 'p' + half } };
  const client = (body, status) => new OpenAI({ apiKey: 'k', maxRetries: 0, fetch: async () => Response.json(body, { status }) });
  const request = { model: 'm ' + half, user: half, stop: [half], metadata: { [half]: half }, prompt_cache_key: half,
    messages: [{ role: 'system', content: half }, { role: 'user', name: half, content: [{ type: 'text', text: half }, { type: half, [half]: half }] },
      { role: 'tool', tool_call_id: half, content: half }],
    tools: [{ type: 'function', function: { name: half, description: half, parameters: { type: 'object', properties: { [half]: { enum: [half] } } } } }] };
  const attributes = { ['own.' + half]: half, list: ['a', half] };
  const thrown = new Error('failed ' + half); thrown.name = 'E' + half; thrown.code = 'code' + half;
  const failing = async () => { throw thrown; };
  await withConversation({ conversationId: 'c' + half, sessionId: 's' + half, userId: 'u' + half, attributes }, () =>
    withPrompt({ name: 'p' + half, version: 'v' + half, variables: { ['x' + half]: half } }, async () => {
      await client(answer, 200).chat.completions.create(request);
      await client(failure, 400).chat.completions.create(request).catch(() => {});
      await agent('agent ' + half, { attributes, input: half }, (handle) => { handle.set({ output: half, attributes }); });
      await chainStep('step ' + half, { attributes }, failing).catch(() => {});
      await tool('tool ' + half, { arguments: JSON.stringify({ ['k' + half]: half }), attributes }, (handle) => { handle.set({ result: half }); });
      await tool('tool', { arguments: '{"a":"\\\\ud83d"}' }, (handle) => { handle.set({ result: '{"b\\\\ud83d":["\\\\ude00"]}' }); return '{"b":"\\\\ud83d"}'; });
      await tool('t', failing).catch(() => {});
      await retrieval('source ' + half, { query: half }, () => [{ id: half, content: half, score: 1, metadata: { [half]: half } }]);
      await llmCall({ model: 'm ' + half, provider: 'p' + half, input: half, attributes }, (handle) => { handle.set({ output: half, model: half, id: half }); });
      evaluation('e' + half, { score: 1, label: 'l' + half, explanation: half, responseId: half, error: half, attributes });
    }));`;

/** What is long is cut in the middle of a character, or after one. */
const long = (limit: number): string => `
  import { agent, chainStep, evaluation, llmCall, tool, withConversation } from 'llm-otel';
  for (const start of ['', 'a', 'ab']) {
    const text = start + '😀'.repeat(${limit});
    const attributes = { note: text, [text]: text };
    const failing = () => { throw new Error('broken ' + start + ' 😀'.repeat(${limit})); };
    await withConversation({ conversationId: text, sessionId: text, userId: text, attributes }, async () => {
      agent(text, { attributes, input: text }, () => text);
      await chainStep(text, async () => failing()).catch(() => {});
      tool('t', { arguments: { [text]: text } }, () => ({ [text]: text }));
      await llmCall({ model: 'm', provider: 'p', input: text }, async () => failing()).catch(() => {});
      evaluation(text, { label: text, explanation: text, attributes });
    });
  }`;

describe('half of a character', () => {
  it.each(['latest', '1.41'])(
    'leaves as U+FFFD in spans, metrics, events and records (%s)',
    async (profile) => {
      const { json } = await leftBy(traced, program, { ...all, LLM_OTEL_SEMCONV: profile });
      expect(halfIn(json)).toBe('');
      expect(json).toContain('\ufffd');
    },
  );

  it('leaves so whatever the redaction of the application makes of a text', async () => {
    const hook = `import { setRedactionHook } from 'llm-otel';
      setRedactionHook((text) => text.replaceAll('X', '\\ud83d'));`;
    const source = `${hook}\n${program.replaceAll("'\\ud83d'", "'X'")}`;
    const { json } = await leftBy(traced, source, all);
    expect(halfIn(json)).toBe('');
    expect(json).toContain('\ufffd');
  });

  it('is not left by a cut', async () => {
    const { json } = await leftBy(traced, long(12_000), {
      ...all,
      LLM_OTEL_TEXT_MAX: '1001',
    });
    expect(halfIn(json)).toBe('');
    expect(json).toContain('truncated');
  });
});
