// Cost of queries: time and memory of the command `llm-otel` on many call records.
// `RECORDS=600000 npm run bench -- query` uses another number of them.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { requestId, writeLog } from './many-records.ts';

const ROUNDS = 3;
const RECORDS = Number(process.env['RECORDS'] ?? 200_000);
const MB = 1e6;
const KB_PER_MB = 1000;
const main = fileURLToPath(new URL('../../packages/query/dist/main.js', import.meta.url));
const tellMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('RSS '+process.resourceUsage().maxRSS))`;

/** Prints milliseconds and megabytes of whole processes. */
export async function queryCost(): Promise<void> {
  const directory = mkdtempSync(path.join(tmpdir(), 'query-cost-'));
  try {
    const log = writeLog(directory, RECORDS);
    console.log(
      `query, ${RECORDS} records, ${Math.round(statSync(log).size / MB)} MB: ms and peak RSS of whole processes, best of ${ROUNDS}`,
    );
    show('stats, cold', () => {
      rmSync(path.join(directory, '.llm-otel.duckdb'), { force: true });
      return ask(directory, 'stats');
    });
    const half = requestId(Math.floor(RECORDS / 2));
    show('stats, warm', () => ask(directory, 'stats'));
    show('stats --group-by model_id,domain', () =>
      ask(directory, 'stats', '--group-by', 'model_id,domain'),
    );
    show('get <request_id>', () => ask(directory, 'get', half));
    show('logs --where', () => ask(directory, 'logs', '--where', 'domain=3', '--limit', '20'));
    show('search, no hit', () => ask(directory, 'search', 'not to be found'));
    show('export --format csv', () => ask(directory, 'export', '--format', 'csv'));
  } finally {
    rmSync(directory, { recursive: true });
  }
}

interface Cost {
  readonly ms: number;
  readonly mb: number;
}

function show(what: string, measure: () => Cost): void {
  const costs = Array.from({ length: ROUNDS }, measure);
  const ms = Math.min(...costs.map((cost) => cost.ms));
  const mb = Math.max(...costs.map((cost) => cost.mb));
  console.log(`  ${what.padEnd(36)}${ms.toFixed(0).padStart(7)} ms${mb.toFixed(0).padStart(6)} MB`);
}

function ask(directory: string, ...args: readonly string[]): Cost {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', tellMemory, main, ...args, '--dir', directory],
    { encoding: 'utf8', maxBuffer: Infinity, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ms = performance.now() - startedAt;
  if (status !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
  return { ms, mb: Number(/RSS (\d+)/.exec(stderr)?.[1]) / KB_PER_MB };
}
