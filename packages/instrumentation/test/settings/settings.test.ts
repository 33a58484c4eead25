// What the variables of this package change, and what happens to a value that is not understood.

import { describe, expect, it } from 'vitest';
import { call, useTracedProgram } from '../support/traced-program.ts';

const { run, sink, start } = useTracedProgram();

describe('settings', () => {
  it('reports a wrong value in one line and uses the default', async () => {
    const result = await run({ LLM_OTEL_SPAN_NAMES: 'fancy' });
    expect(result.stderr.split('\n')[0]).toBe(
      'llm-otel: LLM_OTEL_SPAN_NAMES="fancy" is not one of product, semconv; using product',
    );
    expect(result.callRecords()).toMatchObject([{ name: 'llm.call' }]);
  });

  it('names spans as the conventions do', async () => {
    const source = `import { chainStep, retrieval } from 'llm-otel'; import OpenAI from 'openai'; const client = new OpenAI();
      await chainStep('answer', async () => { retrieval('handbook', () => []); chainStep('rerank', () => 1); ${call} });`;
    const result = await run({ LLM_OTEL_SPAN_NAMES: 'semconv' }, source);
    expect(result.callRecords().map((record) => record['name'])).toEqual([
      'retrieval handbook',
      'rerank',
      'chat gpt-4o',
      'invoke_workflow answer',
    ]);
  });

  it.each([
    ['raw', {}, { user_id: 'lovelace' }],
    ['hmac', { LLM_OTEL_HMAC_KEY: 'k' }, { user_hash: expect.stringMatching(/^[0-9a-f]{32}$/) }],
    ['drop', {}, {}],
  ])('records a user id as %s', async (mode, key, expected) => {
    const source = `import { tool, withConversation } from 'llm-otel'; withConversation({ userId: 'lovelace' }, () => tool('t', () => 1));`;
    const result = await run({ LLM_OTEL_USER_ID: mode, ...key }, source);
    const [record] = result.callRecords();
    expect(record).toMatchObject(expected);
    expect(JSON.stringify(record).includes('lovelace')).toBe(mode === 'raw');
  });

  it('says that hmac needs a key, and records no user id', async () => {
    const source = `import { tool, withConversation } from 'llm-otel'; import OpenAI from 'openai'; withConversation({ userId: 'lovelace' }, () => tool('t', () => 1));`;
    const result = await run({ LLM_OTEL_USER_ID: 'hmac' }, source);
    expect(result.stderr).toContain('LLM_OTEL_USER_ID="hmac" needs a key in LLM_OTEL_HMAC_KEY');
    expect(JSON.stringify(result.callRecords())).not.toContain('lovelace');
  });

  it.each([
    [{ LLM_OTEL_SEMCONV: '1.40' }, 'LLM_OTEL_SEMCONV="1.40" is not one of latest, 1.41, both'],
    [
      {
        LLM_OTEL_SEMCONV: '1.41',
        OTEL_SEMCONV_STABILITY_OPT_IN: 'http,gen_ai_latest_experimental',
      },
      'LLM_OTEL_SEMCONV="1.41" counts, and not gen_ai_latest_experimental in OTEL_SEMCONV_STABILITY_OPT_IN: unset one',
    ],
    [
      { OTEL_SEMCONV_STABILITY_OPT_IN: 'gen_ai/dup' },
      'OTEL_SEMCONV_STABILITY_OPT_IN has "gen_ai/dup"; for GenAI it only knows gen_ai_latest_experimental',
    ],
    [
      { LLM_OTEL_BAGGAGE: 'session.id,user' },
      'LLM_OTEL_BAGGAGE="session.id,user" is not one of none, gen_ai.conversation.id, session.id, user.id',
    ],
  ])('says what it does not understand of %j', async (env, line) => {
    const { stderr } = await run(env);
    expect(stderr).toContain(`llm-otel: ${line}`);
  });

  it('has nothing to say of an application that asks for the latest conventions', async () => {
    const { stderr } = await run({
      OTEL_SEMCONV_STABILITY_OPT_IN: 'gen_ai_latest_experimental,http',
    });
    expect(stderr).toMatch(/^llm-otel: call records are appended to \S+\n$/);
  });

  it.each([
    [{}, 0],
    [{ LLM_OTEL_DETAILS_EVENT: 'always' }, 1],
    [{ OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'EVENT_ONLY' }, 1],
    [{ OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'SPAN_ONLY' }, 0],
    [
      {
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
        LLM_OTEL_DETAILS_EVENT: 'never',
      },
      0,
    ],
  ])('tells the details of a call in an event as %j says', async (env, count) => {
    const source = `import OpenAI from 'openai'; const client = new OpenAI(); ${call}`;
    await start(source, env as Record<string, string>).finished;
    expect(sink().traces()).toHaveLength(1);
    expect(sink().logs()).toHaveLength(count);
  });
});
