// Cost of queries: time and memory of the command `llm-otel` on many call records.
// 1 GB of them is the size of the goals.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';
import { ask } from './ask.ts';
import { requestId, traceId, writeLog } from './many-records.ts';

const ROUNDS = 3;
/** Records of 1.8 KB each. */
const GIGABYTE = 545_000;
/** The exit code of a command line that is not understood. */
const USAGE = 2;

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
    const parquet = ['--format', 'parquet', '--output', path.join(directory, 'calls.parquet')];
    measure('export --format parquet', ['export', ...parquet]);
  } finally {
    rmSync(directory, { recursive: true });
  }
  return figures.all();
};
