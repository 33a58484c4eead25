// Which kinds of content are recorded, of which operations, and what stands in place of the others.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';

const { sink, start } = useTracedProgram();

const CAPTURE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
const LATE =
  'const later = (value) => new Promise((resolve) => setImmediate(() => resolve(value)));';

type Attributes = Readonly<Record<string, unknown>>;

/** The attributes of all spans of `source`, in the order of their ends. */
async function spansOf(
  source: string,
  env: Readonly<Record<string, string>> = { [CAPTURE]: 'SPAN_ONLY' },
): Promise<readonly Attributes[]> {
  const { exitCode, stderr } = await start(source, env).finished;
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' });
  return sink()
    .traces()
    .map(({ attributes }) => attributes);
}

const conversation = `
  import { llmCall, memory, retrieval, tool, withPrompt } from 'llm-otel';
  withPrompt({ name: 'p', variables: { topic: 'said topic' } }, () =>
    llmCall({ model: 'm', provider: 'p', systemInstructions: 'said rule',
      toolDefinitions: [{ type: 'function', name: 'f' }],
      input: [
        { role: 'user', parts: [{ type: 'text', content: 'said question' }] },
        { role: 'tool', parts: [{ type: 'tool_call_response', id: 'c1', response: 'said sun' }] },
      ] }, (call) => call.set({ output: [{ role: 'assistant', finish_reason: 'tool_call', parts: [
        { type: 'tool_call', id: 'c2', name: 'f', arguments: { city: 'said city' } },
        { type: 'text', content: 'said answer' }] }] })));
  tool('f', { arguments: { city: 'said city' } }, () => 'said sun');
  retrieval('d', { query: 'said query' }, () => [{ id: 'said id', score: 1 }]);
  memory('search_memory', { query: 'said query' }, () => [{ content: 'said fact' }]);`;

/** What of content stands on the four spans: words after "said", and how often what stands for them. */
async function said(env: Readonly<Record<string, string>>): Promise<string[]> {
  const spans = await spansOf(conversation, { [CAPTURE]: 'SPAN_ONLY', ...env });
  expect(spans).toHaveLength(4);
  return spans.map((attributes) => {
    const text = JSON.stringify(attributes);
    const words = [...text.matchAll(/said (\w+)/g)].map(([, word]) => word!);
    const hidden = text.split('[REDACTED]').length - 1;
    return `${words.toSorted().join(' ')} ${hidden}`;
  });
}

describe('the kinds of content', () => {
  it('are all recorded, unless one is switched off', async () => {
    expect(await said({})).toEqual([
      'answer city question rule sun topic 0',
      'city sun 0',
      'id query 0',
      'fact query 0',
    ]);
  });

  it.each([
    ['PROMPTS', ['answer city 3', 'city sun 0', 'id 1', 'fact 1']],
    ['RESPONSES', ['question rule sun topic 1', 'city sun 0', 'id query 0', 'fact query 0']],
    ['TOOLS', ['answer question rule topic 2', ' 2', 'id query 0', 'fact query 0']],
    ['DOCUMENTS', ['answer city question rule sun topic 0', 'city sun 0', 'query 0', 'query 0']],
  ])('leave [REDACTED] where LLM_OTEL_CAPTURE_%s is false', async (kind, expected) => {
    expect(await said({ [`LLM_OTEL_CAPTURE_${kind}`]: 'false' })).toEqual(expected);
  });

  it('keep who spoke and why it ended where the words are left out', async () => {
    const env = { LLM_OTEL_CAPTURE_PROMPTS: 'false', LLM_OTEL_CAPTURE_RESPONSES: 'false' };
    const [call] = await spansOf(conversation, { [CAPTURE]: 'SPAN_ONLY', ...env });
    const parts = [{ type: 'text', content: '[REDACTED]' }];
    expect(call).toMatchObject({
      'gen_ai.input.messages': [
        { role: 'user', parts },
        { role: 'tool', parts },
      ],
      'gen_ai.output.messages': [{ role: 'assistant', parts, finish_reason: 'tool_call' }],
    });
    // Lengths are counted whatever is left out.
    expect(call).toMatchObject({ 'llm_otel.prompt.length': 22 });
  });

  it('are not recorded by a word that is not understood', async () => {
    const running = start(conversation, { [CAPTURE]: 'true', LLM_OTEL_CAPTURE_PROMPTS: 'no' });
    const { stderr } = await running.finished;
    expect(stderr).toBe(
      'llm-otel: LLM_OTEL_CAPTURE_PROMPTS="no" is not one of true, false; using false\n',
    );
    const spans = sink()
      .traces()
      .map(({ attributes }) => attributes);
    expect(spans).toHaveLength(4);
    expect(JSON.stringify(spans)).not.toContain('said question');
  });
});

describe('withContent', () => {
  const calls = (choice: string): string => `
    import OpenAI from 'openai';
    import { llmCall, withContent } from 'llm-otel';
    const client = new OpenAI();
    const ask = (content, stream) => client.chat.completions.create({ model: 'm', stream, messages: [{ role: 'user', content }] });
    await ask('said outside');
    const stream = await withContent(${choice}, async () => {
      await ask('said inside');
      return ask('said streamed', true);
    });
    for await (const chunk of stream);
    const call = withContent(${choice}, () => llmCall.start({ model: 'm', provider: 'p', input: 'said by hand' }));
    call.end({ output: 'said late' });`;

  const content = (spans: readonly Attributes[]): string[] =>
    spans.map((attributes) =>
      ['gen_ai.input.messages', 'gen_ai.output.messages']
        .map((name) => (attributes[name] === undefined ? '-' : 'recorded'))
        .join(' '),
    );

  it('keeps the content of some calls from being recorded', async () => {
    const none = '- -';
    const spans = await spansOf(calls('false'));
    expect(content(spans)).toEqual(['recorded recorded', none, none, none]);
  });

  it('records the content of some calls where none is recorded', async () => {
    const all = 'recorded recorded';
    const spans = await spansOf(calls('true'), {});
    expect(content(spans)).toEqual(['- -', all, all, all]);
  });

  it('leaves out kinds of content of some calls, and redacts the others', async () => {
    const spans = await spansOf(`
      import { llmCall, withContent } from 'llm-otel';
      withContent({ responses: false }, () => llmCall({ model: 'm', provider: 'p',
        input: 'the key is sk-proj-aaaabbbbccccddddeeee' }, (call) => call.set({ output: 'said' })));`);
    const text = JSON.stringify(spans);
    expect(text).toContain('the key is [SECRET:');
    expect(text).not.toMatch(/said|aaaabbbb/);
  });
});

describe('content on a threshold', () => {
  const env = { [CAPTURE]: 'SPAN_ONLY', LLM_OTEL_CAPTURE_WHEN: 'on_threshold' };
  const call = (input: string, ending: string): string =>
    `await llmCall({ model: 'm', provider: 'p', input: '${input}' }, async (call) => { ${ending} }).catch(() => 0);`;
  const program = `import { llmCall } from 'llm-otel'; ${LATE}
    ${call('usual', 'call.set({ inputTokens: 40, outputTokens: 50 });')}
    ${call('dear', 'call.set({ inputTokens: 60, outputTokens: 50 });')}
    ${call('filtered', "call.set({ finishReasons: ['content_filter'] });")}
    ${call('failed', "throw new Error('x');")}
    ${call('slow', 'const end = performance.now() + 60; while (performance.now() < end) await later();')}`;
  const recorded = async (further: Readonly<Record<string, string>>): Promise<string[]> => {
    const text = JSON.stringify(await spansOf(program, { ...env, ...further }));
    return ['usual', 'dear', 'filtered', 'failed', 'slow'].filter((word) => text.includes(word));
  };

  it('is that of operations that failed or were stopped by a filter', async () => {
    expect(await recorded({})).toEqual(['filtered', 'failed']);
  });

  it('is that of operations that used many tokens', async () => {
    const found = await recorded({ LLM_OTEL_CAPTURE_OVER_TOKENS: '100' });
    expect(found).toEqual(['dear', 'filtered', 'failed']);
  });

  it('is that of operations that were slow', async () => {
    const found = await recorded({ LLM_OTEL_CAPTURE_SLOWER_THAN: '50ms' });
    expect(found).toEqual(expect.arrayContaining(['filtered', 'failed', 'slow']));
  });
});

describe('a rate of content', () => {
  it('leaves out the content of what is too much, says so, and counts nothing that asks for it itself', async () => {
    const spans = await spansOf(
      `import { llmCall, withContent } from 'llm-otel';
      const ask = (input) => llmCall({ model: 'm', provider: 'p', input }, () => 1);
      withContent(true, () => ask('said 0'));
      for (let n = 1; n <= 5; n++) ask('said ' + n);`,
      { [CAPTURE]: 'SPAN_ONLY', LLM_OTEL_CAPTURE_PER_MINUTE: '2' },
    );
    const has = (name: string): boolean[] => spans.map((attributes) => name in attributes);
    expect(has('gen_ai.input.messages')).toEqual([true, true, true, false, false, false]);
    expect(has('llm_otel.content.omitted')).toEqual([false, false, false, true, true, true]);
  });
});
