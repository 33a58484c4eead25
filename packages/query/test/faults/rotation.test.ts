// F-35: up to a million records, rotated by size and by day under a reader that follows: none lost, none twice.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, rmSync } from 'node:fs';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { faultSize, startScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { main } from '../command.ts';

const RECORDS = faultSize(1_000_000, 100_000);
/** For some thirty files. */
const MOST_BYTES = RECORDS * 24;

/** Half of the records are of tomorrow. They are written in turns, as by a program with other things to do. */
const source = `
  import { tool } from 'llm-otel';
  const { now } = Date;
  let shift = 0;
  Date.now = () => now() + shift;
  console.log('ready');
  process.stdin.once('data', async () => {
    for (let record = 0; record < ${RECORDS}; record++) {
      if (record === ${RECORDS / 2}) shift = 86_400_000;
      tool('t', { callId: String(record) }, () => 1);
      if (record % 1000 === 0) await new Promise(setImmediate);
    }
    process.exit();
  });`;

it('F-35 a reader sees every record of a rotated log once', async () => {
  const program = startScenario({
    format: 'esm',
    source,
    timeoutMs: 600_000,
    keepDirectory: true,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { LLM_OTEL_LOG_DIR: 'llm_logs', LLM_OTEL_LOG_MAX_BYTES: String(MOST_BYTES) },
    stdin: '\n',
  });
  const directory = path.join(program.directory, 'llm_logs');
  const reader = spawn(
    process.execPath,
    [main, 'tail', '--json', '--lines', String(RECORDS), '--dir', directory],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  try {
    const seen = new Uint8Array(RECORDS);
    let count = 0;
    for await (const line of createInterface(reader.stdout)) {
      const { tool_call_id: id } = JSON.parse(line) as { tool_call_id: string };
      seen[Number(id)]! += 1;
      count += 1;
      if (count === RECORDS) reader.kill('SIGINT');
    }
    expect((await program.finished).exitCode).toBe(0);
    expect(count).toBe(RECORDS);
    expect(seen.every((times) => times === 1)).toBe(true);
    const files = readdirSync(directory).filter((name) => name.endsWith('.jsonl'));
    expect(files.length).toBeGreaterThanOrEqual(20);
    expect(new Set(files.map((name) => name.slice(0, 'llm_logs_2026-10-05'.length))).size).toBe(2);
  } finally {
    if (reader.exitCode === null && reader.kill('SIGKILL')) await once(reader, 'close');
    rmSync(program.directory, { recursive: true, force: true });
  }
});
