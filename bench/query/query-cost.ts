// Cost of queries: time and memory of the command `llm-otel` on many call records.
// 1 GB of them is the size of the goals.

import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';
import { requestId, traceId, writeLog } from './many-records.ts';

const ROUNDS = 3;
/** Records of 1.8 KB each. */
const GIGABYTE = 545_000;
const KB_PER_MB = 1000;
/** The exit code of a command line that is not understood. */
const USAGE = 2;
const main = fileURLToPath(new URL('../../packages/query/dist/main.js', import.meta.url));
const tellMemory = `data:text/javascript,process.on('exit',()=>process.stderr.write('RSS '+process.resourceUsage().maxRSS))`;

/** Milliseconds and megabytes of whole processes. */
export const queryCost: Bench = async (size) => {
  const figures = new Figures();
  const records = size.isQuick ? 1000 : GIGABYTE;
  const directory = mkdtempSync(path.join(tmpdir(), 'query-cost-'));
  const half = requestId(Math.floor(records / 2));
  const forget = (): void => rmSync(path.join(directory, '.llm-otel.duckdb'), { force: true });
  const measure = (
    what: string,
    args: readonly string[],
    prepare?: () => void,
    expected = 0,
  ): void => {
    for (let round = 0; round < roundsOf(size, ROUNDS); round++) {
      prepare?.();
      const { ms, mb } = ask(directory, args, expected);
      const place = { table: `query, ${records} records`, what };
      figures.add({ ...place, who: 'time', unit: 'ms' }, ms);
      figures.add({ ...place, who: 'peak memory', unit: 'MB' }, mb);
    }
  };
  try {
    writeLog(directory, records);
    measure('stats --help', ['stats', '--help']);
    measure('--help', ['--help']);
    measure('--version', ['--version']);
    measure('an unknown command', ['no-command'], undefined, USAGE);
    measure('stats, cold', ['stats'], forget);
    measure('stats, warm', ['stats']);
    measure('stats by two fields', ['stats', '--group-by', 'model_id,domain']);
    measure('get <request_id>', ['get', half]);
    measure('logs --limit 5', ['logs', '--limit', '5']);
    measure('trace <trace_id>', ['trace', traceId(Math.floor(records / 2))]);
    measure('tail --no-follow', ['tail', '--no-follow']);
    measure('logs --where', ['logs', '--where', 'domain=3', '--limit', '20']);
    measure('search, no hit', ['search', 'not to be found']);
    measure('export --format csv', ['export', '--format', 'csv']);
  } finally {
    rmSync(directory, { recursive: true });
  }
  return figures.all();
};

interface Cost {
  readonly ms: number;
  readonly mb: number;
}

function ask(directory: string, args: readonly string[], expected: number): Cost {
  const startedAt = performance.now();
  const { status, stderr } = spawnSync(
    process.execPath,
    ['--import', tellMemory, main, ...args, '--dir', directory],
    { encoding: 'utf8', maxBuffer: Infinity, stdio: ['ignore', 'ignore', 'pipe'] },
  );
  const ms = performance.now() - startedAt;
  if (status !== expected) throw new Error(`${args.join(' ')}: ${stderr}`);
  return { ms, mb: Number(/RSS (\d+)/.exec(stderr)?.[1]) / KB_PER_MB };
}
