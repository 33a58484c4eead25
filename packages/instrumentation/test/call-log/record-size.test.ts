// What a record weighs, over the calls of a small application as its log has them.

import { describe, expect, it } from 'vitest';
import { checked } from './call-record-schema.ts';
import { useTracedProgram } from '../support/traced-program.ts';

const { run } = useTracedProgram();

/** A question to an assistant: it searches, runs a tool, answers, and is refused once. */
const SOURCE = `import OpenAI from 'openai'; import { agent, chainStep, retrieval, tool, withConversation } from 'llm-otel';
const client = new OpenAI({ maxRetries: 0 });
const ask = (more, options) => client.chat.completions.create({ model: 'gpt-4o-mini', temperature: 0.2, max_tokens: 400,
  messages: [
    { role: 'system', content: 'Answer briefly, and only from the context.' },
    { role: 'user', content: 'How many vacation days do I have left?' },
  ], ...more }, options);
const tools = [{ type: 'function', function: { name: 'remaining_leave', parameters: { type: 'object', properties: {} } } }];
await withConversation({ conversationId: '3deef0bc-4b2c-40cf-85ce-0cb2f7ef1bfb' }, () => agent('support', async () => {
  await retrieval('handbook', { topK: 4 }, async () => {
    await client.embeddings.create({ model: 'text-embedding-3-small', input: 'How many vacation days do I have left?' });
    return [{ score: 0.82 }, { score: 0.61 }];
  });
  chainStep('rerank', () => {});
  const { choices } = await ask({ tools });
  for (const { id, function: { name } } of choices[0].message.tool_calls) tool(name, { callId: id }, () => 12);
  await ask({}, { headers: { 'x-mock-status': '429' } }).catch(() => {});
  for await (const _ of await ask({ stream: true, stream_options: { include_usage: true } })) {}
}));`;

describe('a record without content', () => {
  it('S0-83: weighs at most 700 bytes in the median, and 1,200 where most is known', async () => {
    const result = await run({ OTEL_SERVICE_NAME: 'shop' }, SOURCE);
    const records = checked(result.callRecords());
    expect(
      records.map(({ operation, stage, log_type: type }) => operation ?? stage ?? type).toSorted(),
    ).toEqual([
      'chat',
      'chat',
      'chat',
      'embeddings',
      'execute_tool',
      'invoke_agent',
      'rerank',
      'retrieval',
    ]);
    const sizes = records.map((record) => Buffer.byteLength(`${JSON.stringify(record)}\n`));
    const [least = 0, more = 0] = sizes.toSorted((a, b) => a - b).slice(3, 5);
    expect((least + more) / 2).toBeLessThanOrEqual(700);
    expect(Math.max(...sizes)).toBeLessThanOrEqual(1200);
  });

  it('leaves out a part of the cost that cost nothing', async () => {
    const result = await run(
      {},
      `import OpenAI from 'openai';
      await new OpenAI().embeddings.create({ model: 'text-embedding-3-small', input: 'x' });`,
    );
    const [record] = checked(result.callRecords());
    expect(record).toMatchObject({ cost_usd: 2e-8, cost_input_usd: 2e-8, price_version: '0.1.8' });
    expect(record).not.toHaveProperty('cost_output_usd');
  });
});
