// Calls that instrumentations of different scopes tell, as an import writes them.
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, run } from '../hosted-command.ts';
import { directory, hex } from '../records.ts';
import { chat, importOf, requestOf, span } from './otlp-request.ts';

describe('one response told in two traces', () => {
  const id = { 'gen_ai.response.id': 'chatcmpl-1' };
  const other = { traceId: hex(2, 32) };
  const inner = { ...other, endTimeUnixNano: '1790000000090000000' };

  it('counts once if two instrumentations tell it at the same time', async () => {
    const { log } = await importOf([
      requestOf([chat(1, {}, id)], 'outer'),
      requestOf([chat(2, inner, id, 10)], 'inner'),
    ]);
    expect(await ask(log, 'stats')).toMatchObject({ total_requests: 1, total_tokens: 15 });
    const later = path.join(directory(), 'later.json');
    writeFileSync(later, JSON.stringify(requestOf([chat(3, inner, id, 10)], 'third')));
    await ask(log, 'import', later);
    expect(await ask(log, 'stats')).toMatchObject({ total_requests: 1, total_tokens: 15 });
  });

  it('counts twice if one instrumentation tells it, or at another time', async () => {
    const same = await importOf([requestOf([chat(1, {}, id), chat(2, inner, id, 10)], 'one')]);
    expect(await ask(same.log, 'stats')).toMatchObject({ total_requests: 2 });
    const later = await importOf([
      requestOf([chat(1, {}, id)], 'outer'),
      requestOf([chat(2, { ...other, endTimeUnixNano: '1790000001000000000' }, id, 900)], 'inner'),
    ]);
    expect(await ask(later.log, 'stats')).toMatchObject({ total_requests: 2 });
  });
});

it('a run of the AI SDK and its call are one call', async () => {
  const model = { 'ai.model.id': 'gpt-4o', 'ai.model.provider': 'openai.chat' };
  const usage = { 'ai.usage.promptTokens': 10, 'ai.usage.completionTokens': 5 };
  const { log, records } = await importOf([
    requestOf([
      span(1, { 'ai.operationId': 'ai.generateText', ...model, ...usage }),
      span(
        2,
        { 'ai.operationId': 'ai.generateText.doGenerate', ...model, ...usage },
        { parentSpanId: hex(1, 16) },
      ),
    ]),
  ]);
  expect(records).toHaveLength(2);
  expect(await ask(log, 'stats')).toMatchObject({ total_requests: 1, total_tokens: 15 });
  const { stdout } = await run(['trace', hex(1, 32), '--dir', log]);
  expect(stdout.split('\n')[0]).toContain(' 15 tokens');
});
