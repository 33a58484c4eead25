// What a provider says of its own work beside the answer: how long it took, and what its content filter
// objected to.

import { describe, expect, it } from 'vitest';
import { checked, type CallRecord } from './call-record-schema.ts';
import { entryOf, majors } from '../support/traced-openai.ts';
import { useTracedProgram } from '../support/traced-program.ts';

const { mock, run } = useTracedProgram({ isHosted: true });

/** The records of `source`, which has a `client` and `asked`, of the openai at `entry`. */
async function recordsOf(source: string, entry = 'openai'): Promise<readonly CallRecord[]> {
  const prelude = `import { createRequire } from 'node:module';
    const { OpenAI } = createRequire(import.meta.url)(${JSON.stringify(entry)});
    const client = new OpenAI({ maxRetries: 0 });
    const asked = { model: 'gpt-4o', messages: [{ role: 'user', content: 'Why?' }] };`;
  const { callRecords, stderr, exitCode } = await run({}, prelude + source);
  expect([exitCode, stderr]).toEqual([0, expect.not.stringContaining('Error')]);
  return checked(callRecords());
}

const CALL = `await client.chat.completions.create(asked);`;
const STREAM = `for await (const _ of await client.chat.completions.create({ ...asked, stream: true })) {}`;

describe('backend_latency_ms', () => {
  it.each(majors)('is what the header of the response says, openai %s', async (version) => {
    const records = await recordsOf(
      `${CALL} ${STREAM}
      await client.chat.completions.create(asked).withResponse();
      await client.chat.completions.create(asked).asResponse();
      await client.embeddings.create({ model: 'text-embedding-3-small', input: 'Why?' });`,
      entryOf(version),
    );
    expect(records.map((record) => record['backend_latency_ms'])).toEqual([1, 1, 1, 1, 1]);
  });

  it.each([
    ['812', 812],
    ['27.25', 27.25],
    ['soon', undefined],
    ['-5', undefined],
    ['', undefined],
    ['Infinity', undefined],
  ])('of the header %j is %s, of answers and of errors', async (value, expected) => {
    const records = await recordsOf(`
      const answer = async (status) => Response.json(
        status === 200 ? { id: 'c', model: 'm', choices: [] } : { error: { message: 'no' } },
        { status, headers: { 'openai-processing-ms': ${JSON.stringify(value)} } });
      for (const status of [200, 500]) {
        await new OpenAI({ maxRetries: 0, fetch: () => answer(status) }).chat.completions.create(asked).catch(() => {});
      }`);
    expect(records).toHaveLength(2);
    for (const record of records) expect(record['backend_latency_ms']).toBe(expected);
  });

  it('is what the application says, where it does', async () => {
    const [record] = await recordsOf(`import { withConversation } from 'llm-otel';
      await withConversation({ attributes: { backend_latency_ms: 5 } }, async () => { ${CALL} });`);
    expect(record).toMatchObject({ backend_latency_ms: 5 });
  });

  it('is absent where no response came', async () => {
    mock().behaveNext({ fault: 'reset' });
    const [record] = await recordsOf(CALL.replace(';', '.catch(() => {});'));
    expect(record).toMatchObject({ log_type: 'request_failed' });
    expect(record).not.toHaveProperty('backend_latency_ms');
  });
});

describe.each([
  ['an answer', CALL],
  ['a stream', STREAM],
  ['a response', `await client.responses.create({ model: 'gpt-4o', input: 'Why?' });`],
  [
    'a streamed response',
    `for await (const _ of await client.responses.create({ model: 'gpt-4o', input: 'Why?', stream: true })) {}`,
  ],
])('the content filter of Azure, in %s', (_, source) => {
  it.each([
    ['violence,jailbreak', ['violence', 'jailbreak'], 4],
    ['protected_material_code', ['protected_material_code'], 0],
    ['', undefined, 0],
  ])('names what it objected to: %j', async (filtered, flags, score) => {
    mock().behaveNext({ filtered });
    const [record] = await recordsOf(source);
    expect(record).toMatchObject({ status: 'success', content_safety_score: score });
    expect(record!['safety_flags']).toEqual(flags);
  });

  it('is told beside the finish reason', async () => {
    mock().behaveNext({ filtered: 'hate', finishReason: 'content_filter' });
    const [record] = await recordsOf(source);
    expect(record).toMatchObject({ safety_flags: ['content_filter', 'hate'] });
  });

  it('names why a prompt was refused', async () => {
    mock().behaveNext({ status: 400, errorCode: 'content_filter', filtered: 'sexual' });
    const [record] = await recordsOf(`try { ${source} } catch {}`);
    expect(record).toMatchObject({
      log_type: 'request_failed',
      error_code: 'content_filter',
      safety_flags: ['content_filter', 'sexual'],
      content_safety_score: 4,
    });
  });

  it('says nothing where there is none', async () => {
    const [record] = await recordsOf(source);
    expect(record).not.toHaveProperty('safety_flags');
    expect(record).not.toHaveProperty('content_safety_score');
  });
});

it.each([
  `{ prompt_filter_results: 5, choices: [{ finish_reason: 'stop', content_filter_results: 'x' }, null] }`,
  `{ prompt_filter_results: [null, { content_filter_results: null }], choices: [] }`,
  `{ prompt_filter_results: [{ content_filter_results: { hate: null, custom_blocklists: [{ id: 'b', filtered: true }] } }] }`,
])('reads from filter results of a strange shape what it can: %s', async (body) => {
  const [record] = await recordsOf(`
    const fetch = async () => Response.json({ id: 'c', model: 'answering', usage: null, ...${body} });
    await new OpenAI({ fetch }).chat.completions.create(asked);`);
  expect(record).toMatchObject({ status: 'success' });
  expect(record!['safety_flags']).toEqual(
    body.includes('custom_blocklists') ? ['custom_blocklists'] : undefined,
  );
});
