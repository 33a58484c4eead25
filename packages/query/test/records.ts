// Call records as llm-otel writes them, and directories with logs of them.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

export type TestRecord = Record<string, unknown>;

const START = Date.parse('2026-10-05T10:00:00.000Z');

let last = 0;

/** A record of a call that succeeded; every one has ids of its own and starts a second after the last. */
export function call(fields: TestRecord = {}): TestRecord {
  last += 1;
  const time =
    typeof fields['timestamp'] === 'string' ? Date.parse(fields['timestamp']) : START + last * 1000;
  const { schema_version: version = '1.1', ...rest } = fields;
  return {
    schema_version: version,
    timestamp: new Date(time).toISOString(),
    log_type: 'generation_completed',
    level: 'INFO',
    status: 'success',
    success: true,
    name: 'chat gpt-4o',
    operation: 'chat',
    provider: 'openai',
    model_id: 'gpt-4o',
    model_version: 'gpt-4o-2024-08-06',
    latency_ms: 100,
    prompt_tokens: 10,
    completion_tokens: 5,
    total_tokens: 15,
    outcome: 'completed',
    request_id: requestId(last),
    trace_id: hex(last, 32),
    span_id: hex(last, 16),
    time_unix_nano: `${time}000000`,
    ...rest,
  };
}

/** The same of a call that failed. */
export function failedCall(fields: TestRecord = {}): TestRecord {
  return call({
    log_type: 'request_failed',
    level: 'ERROR',
    status: 'failure',
    success: false,
    outcome: 'error',
    error_code: '429',
    error_class: 'rate_limit',
    ...fields,
  });
}

/** Feedback. */
export function feedback(fields: TestRecord = {}): TestRecord {
  const { schema_version, timestamp, request_id, time_unix_nano } = call();
  const name = { log_type: 'feedback', level: 'INFO', feedback_name: 'user_satisfaction' };
  return { schema_version, timestamp, ...name, request_id, time_unix_nano, ...fields };
}

export function requestId(number: number): string {
  return `01999999-0000-7000-8000-${hex(number, 12)}`;
}

export function hex(number: number, length: number): string {
  return number.toString(16).padStart(length, '0');
}

export function toLines(records: readonly TestRecord[]): string {
  return records.map((record) => `${JSON.stringify(record)}\n`).join('');
}

/** A fresh directory that goes with the test. */
export function directory(): string {
  const made = mkdtempSync(path.join(tmpdir(), 'query-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
}

export const LOG = 'llm_logs_2026-10-05.jsonl';

/** A directory with a log of `content`. */
export function logOf(content: readonly TestRecord[] | string, name = LOG): string {
  const made = directory();
  mkdirSync(made, { recursive: true });
  write(made, content, name);
  return made;
}

export function write(made: string, content: readonly TestRecord[] | string, name = LOG): void {
  writeFileSync(path.join(made, name), typeof content === 'string' ? content : toLines(content));
}
