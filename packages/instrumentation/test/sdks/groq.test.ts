// groq-sdk, in processes of their own as CommonJS and as ES modules: the program sees what it sees without us, and
// each call has one record.

import { runScenario, type ScenarioResult } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';

const COMPLETION = {
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1_700_000_000,
  model: 'llama-3.3-70b-versatile',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'canary-out' },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: {
    queue_time: 0.01,
    prompt_tokens: 12,
    prompt_time: 0.001,
    completion_tokens: 5,
    completion_time: 0.02,
    total_tokens: 17,
    total_time: 0.021,
  },
  x_groq: { id: 'req_1' },
};
const { usage, choices: _choices, object: _object, ...identity } = COMPLETION;
const chunk = (delta: object, reason: string | null, more = {}): string =>
  `data: ${JSON.stringify({ ...identity, object: 'chat.completion.chunk', choices: [{ index: 0, delta, logprobs: null, finish_reason: reason }], ...more })}\n\n`;
const STREAM = `${chunk({ role: 'assistant', content: '' }, null, { x_groq: { id: 'req_1' } })}${chunk({ content: 'canary-' }, null)}${chunk({ content: 'out' }, null)}${chunk({}, 'stop', { x_groq: { id: 'req_1', usage } })}data: [DONE]\n\n`;
const EMBEDDINGS = {
  object: 'list',
  model: 'nomic-embed-text-v1_5',
  data: [{ object: 'embedding', index: 0, embedding: [0.1, 0.2, 0.3] }],
  usage: { prompt_tokens: 4, total_tokens: 4 },
};
const FAILURE = { error: { message: 'slow down', type: 'tokens', code: 'rate_limit_exceeded' } };

/** Answers in place of the network. */
const FETCH = `const answer = (body, init) => new Response(body, init);
  const fetch = async (url, { body }) => {
    if (String(url).endsWith('/embeddings')) return answer(${JSON.stringify(JSON.stringify(EMBEDDINGS))}, { headers: { 'content-type': 'application/json' } });
    const { model, stream } = JSON.parse(body);
    if (model === 'fail') return answer(${JSON.stringify(JSON.stringify(FAILURE))}, { status: 429, headers: { 'content-type': 'application/json' } });
    return stream
      ? answer(${JSON.stringify(STREAM)}, { headers: { 'content-type': 'text/event-stream' } })
      : answer(${JSON.stringify(JSON.stringify(COMPLETION))}, { headers: { 'content-type': 'application/json' } });
  };`;
const PROGRAM = `${FETCH}
  const client = new Groq({ apiKey: 'unused', maxRetries: 0, fetch });
  const ask = (more) => client.chat.completions.create({ model: 'llama-3.3-70b-versatile', temperature: 0.5, messages: [{ role: 'user', content: 'canary-in' }], ...more });
  const promise = ask();
  console.log(promise.constructor.name, Object.keys(promise).join());
  console.log(JSON.stringify(await promise));
  const { data, response } = await ask().withResponse();
  console.log(data.id, response.status);
  const stream = await ask({ stream: true });
  console.log(stream.constructor.name, Object.keys(stream).join());
  for await (const chunk of stream) console.log(JSON.stringify(chunk));
  for await (const _ of await ask({ stream: true })) break;
  await ask({ model: 'fail' }).catch((error) => console.log(error.constructor.name, error.status, error.message));
  console.log(JSON.stringify(await client.embeddings.create({ model: 'nomic-embed-text-v1_5', input: 'canary-in' })));`;

const run = (
  format: 'cjs' | 'esm',
  isTraced: boolean,
  env: Readonly<Record<string, string>> = {},
): Promise<ScenarioResult> =>
  runScenario({
    format,
    source:
      format === 'esm'
        ? `import Groq from 'groq-sdk'; ${PROGRAM}`
        : `const Groq = require('groq-sdk'); (async () => { ${PROGRAM} })();`,
    nodeArguments: isTraced ? ['--require', 'llm-otel/register'] : [],
    env,
  });

const ANSWERED = {
  provider: 'groq',
  operation: 'chat',
  model_id: 'llama-3.3-70b-versatile',
  model_version: 'llama-3.3-70b-versatile',
  temperature: 0.5,
  response_id: 'chatcmpl-1',
  finish_reasons: ['stop'],
  prompt_tokens: 12,
  completion_tokens: 5,
  outcome: 'completed',
};

describe.each(['cjs', 'esm'] as const)('groq-sdk as %s', (format) => {
  it('is traced, each call once, and the program sees nothing of it', async () => {
    const bare = await run(format, false);
    const traced = await run(format, true);
    expect(bare.exitCode).toBe(0);
    expect({ exitCode: traced.exitCode, stdout: traced.stdout }).toEqual({
      exitCode: 0,
      stdout: bare.stdout,
    });
    const [plain, withResponse, streamed, left, failed, embedded, ...others] = traced.callRecords();
    expect(plain).toMatchObject(ANSWERED);
    expect(withResponse).toMatchObject(ANSWERED);
    expect(streamed).toMatchObject({ ...ANSWERED, stream: true });
    expect(left).toMatchObject({ outcome: 'aborted', stream: true });
    expect(failed).toMatchObject({ outcome: 'error', error_class: 'rate_limit', provider: 'groq' });
    expect(embedded).toMatchObject({
      operation: 'embeddings',
      prompt_tokens: 4,
      outcome: 'completed',
    });
    expect(others).toEqual([]);
    expect(JSON.stringify(traced.callRecords())).not.toContain('canary');
  });

  it('has equal content plain and streamed, where that is asked for', async () => {
    const { callRecords } = await run(format, true, {
      OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
    });
    const [plain, , streamed] = callRecords();
    expect(plain!['input_messages']).toEqual([
      { role: 'user', parts: [{ type: 'text', content: 'canary-in' }] },
    ]);
    expect(plain!['output_messages']).toEqual([
      {
        role: 'assistant',
        parts: [{ type: 'text', content: 'canary-out' }],
        finish_reason: 'stop',
      },
    ]);
    expect(streamed!['output_messages']).toEqual(plain!['output_messages']);
  });
});
