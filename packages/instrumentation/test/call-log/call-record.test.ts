// Records that real programs leave: every kind of operation, against the schema.

import { describe, expect, it } from 'vitest';
import { checked, type CallRecord } from './call-record-schema.ts';
import { call, useTracedProgram } from '../support/traced-program.ts';

const { mock, run } = useTracedProgram({ isHosted: true });
const openai = `import OpenAI from 'openai'; const client = new OpenAI({ maxRetries: 0 });
  const messages = [{ role: 'user', content: 'What is a span?' }];`;

/** The records of `source`, each checked. */
async function recordsOf(
  source: string,
  env: Record<string, string> = {},
): Promise<readonly CallRecord[]> {
  return checked((await run(env, source)).callRecords());
}

describe('a record of a model', () => {
  it('says what was asked, what came back and how long it took', async () => {
    const [record] = await recordsOf(`${openai}
      await client.chat.completions.create({ model: 'gpt-4o', messages, temperature: 0.2, top_p: 0.9, max_tokens: 64,
        frequency_penalty: 0.1, presence_penalty: 0.3, stop: ['END'], seed: 7, n: 2 });`);
    expect(record).toMatchObject({
      log_type: 'generation_completed',
      operation: 'chat',
      provider: 'openai',
      model_id: 'gpt-4o',
      outcome: 'completed',
      prompt_tokens: expect.any(Number),
      total_tokens: expect.any(Number),
      temperature: 0.2,
      top_p: 0.9,
      max_tokens: 64,
      frequency_penalty: 0.1,
      presence_penalty: 0.3,
      stop: ['END'],
      seed: 7,
      choice_count: 2,
    });
    const { timestamp, time_unix_nano: nano, request_id: id } = record as Record<string, string>;
    expect(nano).toBe(`${Date.parse(timestamp!)}000000`);
    expect(Number.parseInt(id!.replace('-', '').slice(0, 12), 16)).toBe(Date.parse(timestamp!));
  });

  it('tells the first chunk of a stream from the rest', async () => {
    const [record] = await recordsOf(`${openai}
      for await (const _ of await client.chat.completions.create({ model: 'gpt-4o', messages, stream: true })) {}`);
    expect(record).toMatchObject({ stream: true, time_to_first_chunk_ms: expect.any(Number) });
    const { latency_ms, time_to_first_chunk_ms, generation_latency_ms } = record as Record<
      string,
      number
    >;
    expect(time_to_first_chunk_ms! + generation_latency_ms!).toBeLessThanOrEqual(
      latency_ms! + 0.02,
    );
  });

  it.each([
    [{ status: 429 }, 'rate_limit'],
    [{ status: 400, errorCode: 'context_length_exceeded' }, 'invalid_request'],
    [{ status: 401 }, 'auth'],
    [{ status: 503 }, 'server'],
  ] as const)('says what kind of failure it was: %j', async (behaviour, kind) => {
    mock().behaveNext(behaviour);
    const records = await recordsOf(`${openai} await client.chat.completions
      .create({ model: 'gpt-4o', messages }).catch(() => undefined);`);
    expect(records).toMatchObject([
      { log_type: 'request_failed', level: 'ERROR', error_class: kind },
    ]);
  });

  it.each([
    ['connection', `client.baseURL = 'http://127.0.0.1:9'`, ''],
    [
      'timeout',
      `client.fetch = (_, { signal }) => new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason)))`,
      '{ timeout: 1 }',
    ],
    [
      'parse',
      `client.fetch = async () => new Response('{', { headers: { 'content-type': 'application/json' } })`,
      '',
    ],
  ])('tells a failure without a status: %s', async (kind, prepare, options) => {
    const records = await recordsOf(`${openai} ${prepare};
      await client.chat.completions.create({ model: 'gpt-4o', messages } ${options && `, ${options}`}).catch(() => undefined);`);
    expect(records).toMatchObject([{ success: false, error_class: kind }]);
  });

  it.each([
    [
      'a call',
      `${openai} await client.chat.completions.create({ model: 'gpt-4o', messages }, { signal: AbortSignal.abort() }).catch(() => {});`,
    ],
    [
      'a tool whose error has a code',
      `import { tool } from 'llm-otel';
      try { tool('t', () => { throw Object.assign(new Error('aborted'), { name: 'AbortError', code: 'ECONNRESET' }); }); } catch {}`,
    ],
  ])('has no error of what its caller aborted: %s', async (_what, source) => {
    const records = await recordsOf(source);
    expect(records).toMatchObject([{ outcome: 'aborted', success: true }]);
    expect(Object.keys(records[0]!).filter((name) => name.startsWith('error_'))).toEqual([]);
  });

  it('describes embeddings, and calls of Anthropic', async () => {
    const source = `${openai} import Anthropic from '@anthropic-ai/sdk';
      await client.embeddings.create({ model: 'text-embedding-3-small', input: 'x' });
      await new Anthropic().messages.create({ model: 'claude-opus-4-5', max_tokens: 9, top_k: 5, messages });`;
    const records = await recordsOf(source, {
      ANTHROPIC_BASE_URL: mock().url.replace(/\/v1$/, ''),
      ANTHROPIC_API_KEY: 'unused',
    });
    expect(records).toMatchObject([
      { operation: 'embeddings', log_type: 'generation_completed', prompt_tokens: 1 },
      { operation: 'chat', provider: 'anthropic', top_k: 5, finish_reasons: ['length'] },
    ]);
  });
});

describe('a record of a helper', () => {
  it('names the tool, the agent, the data source and the step', async () => {
    const records = await recordsOf(`import { agent, chainStep, retrieval, tool } from 'llm-otel';
      await agent('weather', () => tool('get_weather', { callId: 'call_1' }, () => 1));
      retrieval('handbook', { topK: 4 }, () => [{ score: 0.5 }, { score: 0.8 }]);
      chainStep('answer', () => chainStep('postprocessing', (step) => { step.set({ attributes: { schema_valid: true } }); }));
      try { tool('broken', () => { throw new TypeError('no'); }); } catch {}`);
    expect(records).toMatchObject([
      {
        log_type: 'tool_completed',
        tool_name: 'get_weather',
        tool_type: 'function',
        tool_call_id: 'call_1',
        agent_name: 'weather',
      },
      { log_type: 'step_completed', operation: 'invoke_agent', agent_name: 'weather' },
      {
        log_type: 'retrieval_completed',
        data_source_id: 'handbook',
        top_k: 4,
        retrieved_count: 2,
        best_score: 0.8,
      },
      {
        log_type: 'postprocessing_done',
        stage: 'postprocessing',
        attributes: { schema_valid: true },
      },
      { log_type: 'step_completed', stage: 'answer' },
      {
        log_type: 'tool_completed',
        status: 'failure',
        error_code: 'TypeError',
        error_class: 'unknown',
      },
    ]);
  });
});

describe('what surrounds a call', () => {
  it('stands in fields of its own, and everything else in attributes', async () => {
    const [record] =
      await recordsOf(`${openai} import { withConversation, withPrompt } from 'llm-otel';
      const attributes = { user_segment: 'pro', 'feature_flag.result.variant': 'B', routing_policy: 'cheap', topic: 'tracing',
        queue_latency_ms: 12.5, backend_latency_ms: 'unknown', 'cart.items': 3, tags: ['a'], nested: { no: 1 }, big: 1n, odd: NaN };
      await withConversation({ conversationId: 'c-1', sessionId: 's-1', userId: 'ada', attributes }, () =>
        withPrompt({ name: 'summary', version: '3' }, () => client.chat.completions.create({ model: 'gpt-4o', messages })));`);
    expect(record).toMatchObject({
      conversation_id: 'c-1',
      session_id: 's-1',
      user_id: 'ada',
      user_segment: 'pro',
      variant: 'B',
      routing_policy: 'cheap',
      topic: 'tracing',
      queue_latency_ms: 12.5,
      prompt_template_id: 'summary',
      prompt_template_version: '3',
    });
    expect(record!['attributes']).toEqual({
      backend_latency_ms: 'unknown',
      'cart.items': 3,
      tags: ['a'],
    });
  });

  it('includes the resource, and one that cannot be read is no resource', async () => {
    const source = `${openai} ${call}`;
    const OTEL_RESOURCE_ATTRIBUTES =
      'service.name=ignored,service.version=2.4%2B1,deployment.environment=staging,deployment.id=d-1,cloud.region=eu';
    const [record] = await recordsOf(source, {
      OTEL_SERVICE_NAME: 'shop',
      OTEL_RESOURCE_ATTRIBUTES,
    });
    expect(record).toMatchObject({
      service_name: 'shop',
      service_version: '2.4+1',
      environment: 'staging',
      deployment_id: 'd-1',
      region: 'eu',
    });
    const [unread] = await recordsOf(source, {
      OTEL_RESOURCE_ATTRIBUTES: `${OTEL_RESOURCE_ATTRIBUTES},nonsense`,
    });
    expect(unread).not.toHaveProperty('service_name');
  });
});

describe('content', () => {
  const source = `${openai} import { retrieval, tool, withPrompt } from 'llm-otel';
    await withPrompt({ name: 'summary', variables: { topic: 'canary' } }, () =>
      client.responses.create({ model: 'gpt-4o', instructions: 'Be brief.', input: 'canary?' }));
    tool('weather', { arguments: { city: 'canary' } }, () => 'canary sun');
    retrieval('handbook', { query: 'canary' }, () => [{ id: 'd1', score: 1 }]);`;

  it('stands in fields of its own where it is asked for', async () => {
    const records = await recordsOf(source, {
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    });
    const said = (content: unknown): object[] => [{ type: 'text', content }];
    expect(records).toMatchObject([
      {
        prompt_length: 'canary?Be brief.'.length,
        message_count: 1,
        prompt_variables: { topic: 'canary' },
        system_instructions: said('Be brief.'),
        input_messages: [{ role: 'user', parts: said('canary?') }],
        output_messages: [{ role: 'assistant', parts: said(expect.stringContaining('canary')) }],
      },
      { tool_arguments: { city: 'canary' }, tool_result: { result: 'canary sun' } },
      { query: 'canary', documents: [{ id: 'd1', score: 1 }] },
    ]);
  });

  it('stands nowhere by default', async () => {
    const records = await recordsOf(source);
    expect(records).toHaveLength(3);
    expect(JSON.stringify(records)).not.toContain('canary');
  });
});

it('a record of an agent has no tokens: those of its calls have them', async () => {
  const records = await recordsOf(`${openai} import { agent } from 'llm-otel';
    await agent('support', () => client.chat.completions.create({ model: 'gpt-4o', messages }));`);
  expect(records.map((record) => [record['name'], typeof record['total_tokens']])).toEqual([
    ['llm.call', 'number'],
    ['invoke_agent support', 'undefined'],
  ]);
});
