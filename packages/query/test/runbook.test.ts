// What the collector's runbook tells somebody to type at night is a command that works.

import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../../..');
const runbook = await readFile(path.join(root, 'collector/RUNBOOK.md'), 'utf8');
const commands = new Set(
  [...runbook.matchAll(/^2\. Logs: `llm-otel (?<command>[^`]+)`$/gm)].map(
    ({ groups }) => groups!['command']!,
  ),
);
const record = {
  schema_version: '1.0',
  timestamp: new Date().toISOString(),
  log_type: 'generation_completed',
  level: 'INFO',
  status: 'success',
  success: true,
  name: 'llm.call',
  operation: 'chat',
  provider: 'openai',
  model_id: 'gpt-4o',
  latency_ms: 1200,
  finish_reasons: ['stop'],
  outcome: 'completed',
  trace_id: '5b8efff798038103d269b633813fc60c',
  span_id: 'eee19b7ec3c1b174',
  prompt_template_id: 'greeting',
  attributes: { 'llm_otel.guardrail.decision': 'allow' },
  time_unix_nano: `${Date.now()}000000`,
};

describe('the runbook', () => {
  let directory: string;
  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-runbook-'));
    const day = record.timestamp.slice(0, 10);
    await writeFile(path.join(directory, `llm_logs_${day}.jsonl`), `${JSON.stringify(record)}\n`);
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('S3-27: goes from metrics to logs to traces in every section', () => {
    const sections = runbook.split(/^### /m).slice(1);
    expect(sections.length).toBeGreaterThan(20);
    for (const section of sections) {
      const steps = [...section.matchAll(/^\d\. (?<what>\w+):/gm)].map(
        ({ groups }) => groups!['what'],
      );
      expect([section.split('\n', 1)[0], ...steps]).toEqual([
        expect.any(String),
        'Metrics',
        'Logs',
        'Traces',
      ]);
    }
  });

  it('names commands', () => {
    expect(commands.size).toBeGreaterThanOrEqual(10);
  });

  it.each([...commands])('knows `llm-otel %s`', async (command) => {
    const given = command.replace('<model>', 'gpt-4o').split(' ');
    const main = path.join(root, 'packages/query/dist/main.js');
    const where = given[0] === 'prices' ? [] : ['--dir', directory];
    const { stdout, stderr } = await run(process.execPath, [main, ...given, ...where], {
      cwd: directory,
    });
    expect(`${stdout}${stderr}`).not.toBe('');
  });
});
