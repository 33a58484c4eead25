// Failures that not the status of a span tells.
import { expect, it } from 'vitest';
import { hex } from '../records.ts';
import { chat, importOf, type Json, requestOf, span } from './otlp-request.ts';

it('a failure that only an HTTP status or an exception tells', async () => {
  const thrown = (type: string, message: string): Json => ({
    events: [
      {
        name: 'exception',
        timeUnixNano: '1790000000000000000',
        attributes: [
          { key: 'exception.type', value: { stringValue: type } },
          { key: 'exception.message', value: { stringValue: message } },
        ],
      },
    ],
  });
  const ask = { 'gen_ai.request.model': 'gpt-4o', 'gen_ai.operation.name': 'chat' };
  const { records } = await importOf([
    requestOf([
      span(1, { ...ask, 'http.response.status_code': 503 }),
      span(2, { ...ask, 'http.status_code': '429' }),
      span(3, ask, thrown('openai.RateLimitError', 'slow down')),
      span(4, ask, { ...thrown('Error', '401 no key'), status: { code: 2 } }),
      chat(5, thrown('Retry', 'once more'), { 'gen_ai.response.id': 'r1' }),
      span(6, { ...ask, 'http.response.status_code': 200 }),
      span(7, { ...ask, 'error.type': 'timeout' }, { status: { code: 1 } }),
      span(8, { ...ask, 'http.response.status_code': 404 }, { status: { code: 1 } }),
    ]),
  ]);
  const found = records.map((record) => [
    Number.parseInt(String(record['span_id']), 16),
    record['error_code'],
    record['error_class'],
  ]);
  expect(found).toEqual([
    [1, '503', 'server'],
    [2, '429', 'rate_limit'],
    [3, 'openai.RateLimitError', 'rate_limit'],
    [4, 'Error', 'auth'],
    [5, undefined, undefined],
    [6, undefined, undefined],
    [7, 'timeout', 'timeout'],
    [8, undefined, undefined],
  ]);
  expect(records[2]).toMatchObject({ error_text: 'slow down' });
  expect(records[0]).toMatchObject({ span_id: hex(1, 16) });
});
