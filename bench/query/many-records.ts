// A log of many call records, each with a prompt and an answer of half a kilobyte.

import { closeSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';

const START = Date.parse('2026-10-05T00:00:00Z');
const FLUSH_CHARACTERS = 1_000_000;
const MODELS = ['gpt-4o', 'gpt-4o-mini', 'claude-sonnet'];
const TEXT = 'Lorem ipsum dolor sit amet. '.repeat(18);

/** Writes `count` records to a file in `directory`; returns its path. */
export function writeLog(directory: string, count: number): string {
  const file = path.join(directory, 'llm_logs_2026-10-05.jsonl');
  const descriptor = openSync(file, 'w', 0o600);
  let text = '';
  for (let number = 0; number < count; number += 1) {
    text += `${JSON.stringify(toRecord(number))}\n`;
    if (text.length < FLUSH_CHARACTERS && number < count - 1) continue;
    writeSync(descriptor, text);
    text = '';
  }
  closeSync(descriptor);
  return file;
}

/** The id of a record. */
export function requestId(number: number): string {
  return `019a0000-0000-7000-8000-${number.toString(16).padStart(12, '0')}`;
}

/** The id of the trace of a record. */
export function traceId(number: number): string {
  return Math.floor(number / 4)
    .toString(16)
    .padStart(32, '1');
}

function toRecord(number: number): object {
  const time = START + number * 100;
  const isFailed = number % 50 === 0;
  const model = MODELS[number % MODELS.length]!;
  const said = (role: string): object[] => [
    { role, parts: [{ type: 'text', content: `${number} ${TEXT}` }] },
  ];
  return {
    schema_version: '1.0',
    timestamp: new Date(time).toISOString(),
    log_type: isFailed ? 'request_failed' : 'generation_completed',
    level: isFailed ? 'ERROR' : 'INFO',
    status: isFailed ? 'failure' : 'success',
    success: !isFailed,
    name: `chat ${model}`,
    operation: 'chat',
    provider: number % 3 === 2 ? 'anthropic' : 'openai',
    model_id: model,
    model_version: `${model}-2026`,
    latency_ms: ((number * 7919) % 1_000_000) / 100,
    prompt_tokens: number % 4000,
    completion_tokens: number % 700,
    total_tokens: (number % 4000) + (number % 700),
    cost_usd: (number % 4000) / 1e6,
    finish_reasons: ['stop'],
    outcome: isFailed ? 'error' : 'completed',
    ...(isFailed && { error_code: '429', error_class: 'rate_limit' }),
    request_id: requestId(number),
    trace_id: traceId(number),
    span_id: number.toString(16).padStart(16, '1'),
    session_id: `session-${Math.floor(number / 20)}`,
    service_name: 'shop',
    time_unix_nano: `${time}000000`,
    attributes: { domain: `${number % 5}` },
    input_messages: said('user'),
    output_messages: said('assistant'),
  };
}
