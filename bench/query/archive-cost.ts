// What questions cost over an archive of Parquet: whole processes of the command `llm-otel`, and answers of `serve`.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { Engine } from '../../packages/query/src/store/engine.ts';
import { Figures } from '../figures.ts';
import { type Bench, roundsOf } from '../measurement.ts';
import { ask, main } from './ask.ts';
import { type ArchiveSize, multiply, writeArchive } from './many-parquet.ts';

const ROUNDS = 3;
const FULL: ArchiveSize = { days: 20, records: 100_000, repetitions: 10 };
const TINY: ArchiveSize = { days: 2, records: 500, repetitions: 1 };
/** Then the same files are there under so many names. */
const COPIES = 5;
const BYTES_PER_MB = 1e6;
/** The kernel counts CPU time in ticks of 10 ms. */
const MS_PER_TICK = 10;
const QUESTIONS: readonly string[] = [
  '/v1/metrics',
  '/v1/stats?group_by=model_id,service_name',
  '/v1/stats?group_by=hour',
  '/v1/stats?group_by=user_id&<a day>',
  '/v1/logs?<a day>&limit=100&order=desc',
  '/v1/calls/<request>',
  '/v1/traces/<trace>',
  // It looks at whole conversations.
  '/v1/metrics/prometheus',
];
const DAY = 'start_time=2026-10-02T00:00:00Z&end_time=2026-10-03T00:00:00Z';

/** Milliseconds of answers, and megabytes of processes and files. */
export const archiveCost: Bench = async (size) => {
  const figures = new Figures();
  const directory = mkdtempSync(path.join(tmpdir(), 'archive-cost-'));
  const archiveSize = size.isQuick ? TINY : FULL;
  const records = archiveSize.days * archiveSize.records * archiveSize.repetitions;
  const rounds = roundsOf(size, ROUNDS);
  try {
    const archive = await writeArchive(directory, archiveSize);
    const table = `archive, ${records} records`;
    const bytes = bytesIn(archive);
    const mb = { table, what: 'Parquet on the disk', who: 'bytes', unit: 'MB' };
    figures.add(mb, bytes / BYTES_PER_MB);
    const ids = await idsIn(archive);
    commands(figures, table, archive, ids, rounds);
    await answers(figures, table, archive, ids, rounds);
    multiply(archive, COPIES);
    const more = `archive, ${records * COPIES} records`;
    await answers(figures, more, archive, ids, rounds);
  } finally {
    rmSync(directory, { recursive: true });
  }
  return figures.all();
};

interface Ids {
  readonly request: string;
  readonly trace: string;
}

function commands(
  figures: Figures,
  table: string,
  archive: string,
  { request, trace }: Ids,
  rounds: number,
): void {
  const asked: Record<string, readonly string[]> = {
    stats: ['stats'],
    'stats by two fields': ['stats', '--group-by', 'model_id,service_name'],
    'stats of a day': ['stats', '--since', '2026-10-02', '--until', '2026-10-02'],
    'logs --limit 5': ['logs', '--limit', '5'],
    'get <request_id>': ['get', request],
    'trace <trace_id>': ['trace', trace],
  };
  for (const [what, args] of Object.entries(asked)) {
    for (let round = 0; round < rounds; round += 1) {
      const { ms, mb } = ask(archive, args, 0);
      figures.add({ table, what, who: 'time', unit: 'ms' }, ms);
      figures.add({ table, what, who: 'peak memory', unit: 'MB' }, mb);
    }
  }
}

async function answers(
  figures: Figures,
  table: string,
  archive: string,
  { request, trace }: Ids,
  rounds: number,
): Promise<void> {
  const { url, cpuMs, stop } = await startServing(archive);
  try {
    // The service reads which files there are before the first answer.
    await fetched(`${url}/v1/logs?${DAY}&limit=1`);
    for (const question of QUESTIONS) {
      const what = `serve: ${question}`;
      const where = question
        .replace('<request>', request)
        .replace('<trace>', trace)
        .replace('<a day>', DAY);
      for (let round = 0; round < rounds; round += 1) {
        const [startedAt, cpu] = [performance.now(), cpuMs()];
        await fetched(url + where);
        figures.add({ table, what, who: 'time', unit: 'ms' }, performance.now() - startedAt);
        if (cpu !== undefined) figures.add({ table, what, who: 'CPU', unit: 'ms' }, cpuMs()! - cpu);
      }
    }
  } finally {
    await stop();
  }
}

async function fetched(url: string): Promise<void> {
  const answer = await fetch(url);
  const text = await answer.text();
  if (answer.status !== 200) throw new Error(`${url}: ${answer.status} ${text}`);
}

async function startServing(
  archive: string,
): Promise<{ readonly url: string; cpuMs(): number | undefined; stop(): Promise<void> }> {
  const asked = ['serve', '--port', '0', '--query-timeout', '600', '--dir', archive];
  const child = spawn(process.execPath, [main, ...asked], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
  const url = /http:\S+(?=\/$)/.exec(line)?.[0];
  if (url === undefined) throw new Error(`serve printed ${line}`);
  return {
    url,
    cpuMs: () => cpuOf(child.pid!),
    async stop() {
      child.kill();
      await once(child, 'exit');
    },
  };
}

/** The CPU time of a process so far, where the system tells it. */
function cpuOf(processId: number): number | undefined {
  const file = `/proc/${processId}/stat`;
  if (!existsSync(file)) return undefined;
  const text = readFileSync(file, 'utf8');
  const fields = text.slice(text.lastIndexOf(')') + 2).split(' ');
  return (Number(fields[11]) + Number(fields[12])) * MS_PER_TICK;
}

/** The ids of a record in the middle. */
async function idsIn(archive: string): Promise<Ids> {
  const engine = await Engine.open(undefined, { temporaryDirectory: '' });
  const [row] = await engine.rows(
    `SELECT request_id, trace_id FROM '${archive}/date=2026-10-02/service=service-3/*.parquet' LIMIT 1`,
  );
  engine.close();
  return { request: String(row?.['request_id']), trace: String(row?.['trace_id']) };
}

function bytesIn(directory: string): number {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.parquet'))
    .reduce((sum, name) => sum + statSync(path.join(directory, name)).size, 0);
}
