// Appends records of one chat call, as many as it is told, as fast as it goes; prints microseconds for each.

import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

const RECORDS = Number(process.argv[2]);
const load = createRequire(import.meta.url);
const dist = (name) => load(`../../packages/instrumentation/dist/${name}.js`);
const { config } = dist('settings/settings');
const { LineBatch } = dist('call-log/line-batch');
const { toLine } = dist('call-log/line');
const { CallLogWriter } = dist('call-log/writer');
const { toCallRecord } = dist('call-log/records/call-record');

const operation = {
  kind: 'inference',
  spanName: 'llm.call',
  traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
  spanId: '00f067aa0ba902b7',
  parentSpanId: '00f067aa0ba902b8',
  startedAt: Date.now(),
  outcome: 'completed',
  durationSeconds: 0.8124,
  timeToFirstChunk: 0.2,
  chunkIntervals: Array.from({ length: 50 }, () => 0.01),
  conversation: { conversationId: 'conv-5f1b2c', attributes: { variant: 'B', 'cart.items': 3 } },
  start: {
    kind: 'inference',
    operation: 'chat',
    provider: 'openai',
    request: { model: 'gpt-4o', stream: true, temperature: 0.2, maxTokens: 1024 },
  },
  response: {
    id: 'chatcmpl-AbCdEfGhIjKlMnOpQrStUvWx',
    model: 'gpt-4o-2024-08-06',
    finishReasons: ['stop'],
    usage: { inputTokens: 1812, outputTokens: 351, cacheReadInputTokens: 1024 },
  },
};

/** Microseconds for one of `action`, the first rounds apart. */
function cost(action) {
  for (let round = 0; round < RECORDS / 10; round++) action();
  const startedAt = performance.now();
  for (let round = 0; round < RECORDS; round++) action();
  return ((performance.now() - startedAt) * 1000) / RECORDS;
}

const directory = mkdtempSync(path.join(tmpdir(), 'call-log-'));
const writer = new CallLogWriter(directory, config());
const batch = new LineBatch((text, count) => writer.write(text, count));
const line = toLine(toCallRecord(operation));
console.log(
  JSON.stringify({
    bytes: Buffer.byteLength(line),
    line: cost(() => toLine(toCallRecord(operation))),
    append: cost(() => writer.write(line, 1)),
    batched: cost(() => batch.add(line)),
  }),
);
batch.flush();
rmSync(directory, { recursive: true });
