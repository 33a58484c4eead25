// An archive in a bucket, which the command reads by an extension of DuckDB. The extension is on PyPI for some versions of
// DuckDB: the command is installed with the newest of these.

import { execFile, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { build } from '../../collector/distribution/build.ts';
import { ANYBODY, startGofakes3 } from '../../collector/test/gofakes3.ts';
import { expectSame } from './comparison.ts';
import { npm } from './npm.ts';
import { packedPackage, packedQuery } from './packed-package.ts';
import { cacheDirectory } from './places.ts';
import type { RuntimeCase } from './runtime-case.ts';

const execute = promisify(execFile);

const DUCKDB = '1.5.5';
const BINDINGS = `${DUCKDB}-r.5`;
const EXTENSION = 'duckdb-extension-httpfs';
const SYSTEMS: Readonly<Record<string, string>> = { linux: 'linux', darwin: 'osx' };
const PROCESSORS: Readonly<Record<string, string>> = { x64: 'amd64', arm64: 'arm64' };
const PLATFORM = `${SYSTEMS[process.platform]}_${PROCESSORS[process.arch]}`;

const TRACE = 'a'.repeat(32);
const DAYS = ['2026-10-05', '2026-10-06'];
const RANGE = 'start_time=2026-10-05T00:00:00Z&end_time=2026-10-07T00:00:00Z';
const COMMANDS: readonly (readonly string[])[] = [
  ['stats', '--json', '--group-by', 'model_id'],
  ['logs', '--json', '--since', '2026-10-06', '--until', '2026-10-06'],
  ['trace', TRACE],
  ['get', '01999999-0000-7000-8000-000000000003'],
  ['export', '--format', 'jsonl'],
  ['sql', 'SELECT count(*) AS n, sum(latency_ms) AS ms FROM calls'],
];
const PATHS = [`/v1/logs?${RANGE}`, '/v1/stats?group_by=day', `/v1/traces/${TRACE}`, '/ready'];

/** What is asked of a bucket, and of the same files in a folder. */
export function bucketCases(): RuntimeCase[] {
  return [
    {
      name: `the command reads an archive in a bucket, with DuckDB ${DUCKDB} and its httpfs`,
      ...missing(),
      run: inFolder,
    },
  ];
}

function missing(): { readonly skip?: string } {
  if (PLATFORM.includes('undefined')) return { skip: `no httpfs is for ${process.platform}` };
  const pip = spawnSync('python3', ['-m', 'pip', '--version']);
  const isNeeded = pip.status === 0 || process.env['CI'] !== undefined;
  return isNeeded ? {} : { skip: 'there is no Python 3 with pip, which fetches the extension' };
}

async function inFolder(): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'llm-otel-bucket-'));
  const bucket = await startBucket();
  try {
    await install(folder);
    await putExtension(folder);
    const env = { PATH: process.env['PATH'], HOME: folder, ...bucket.env };
    const command = path.join(folder, 'node_modules/.bin/llm-otel');
    const run = (args: readonly string[]): Promise<{ stdout: string }> =>
      execute(command, args, { cwd: folder, env });
    const archive = path.join(folder, 'calls');
    writeLog(path.join(folder, 'llm_logs'));
    await run([
      'export',
      '--format',
      'parquet',
      '--partition-by',
      'date,service',
      '--output',
      archive,
    ]);
    await bucket.put(archive, 'team/calls');
    const address = 's3://archive/team/calls';

    for (const args of COMMANDS) {
      const [found, expected] = [
        await run([...args, '--dir', address]),
        await run([...args, '--dir', archive]),
      ];
      expectSame(args.join(' '), found.stdout, expected.stdout);
    }
    const answersOf = (place: string): Promise<string[]> =>
      served(command, place, { cwd: folder, env });
    expectSame('answers of serve', await answersOf(address), await answersOf(archive));
    await expectRefusal(
      run(['stats', '--dir', 's3://nobody/calls']),
      's3://nobody/calls cannot be read: ',
    );
  } finally {
    bucket.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

async function install(folder: string): Promise<void> {
  const manifest = {
    name: 'application',
    private: true,
    dependencies: {
      'llm-otel': `file:${(await packedPackage()).file}`,
      '@llm-otel/query': `file:${(await packedQuery()).file}`,
    },
    overrides: { '@duckdb/node-api': BINDINGS, '@duckdb/node-bindings': BINDINGS },
  };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await npm(['install'], folder);
}

/** Puts the extension where DuckDB looks for it, below a home directory. */
async function putExtension(home: string): Promise<void> {
  const file = 'httpfs.duckdb_extension';
  const kept = path.join(cacheDirectory, `${EXTENSION}-${DUCKDB}`);
  if (!existsSync(kept)) {
    const partial = `${kept}.partial-${process.pid}`;
    const wanted = ['--no-deps', '--quiet', '--dest', partial, `${EXTENSION}==${DUCKDB}`];
    await execute('python3', ['-m', 'pip', 'download', ...wanted]);
    const [wheel] = readdirSync(partial);
    await execute('python3', ['-m', 'zipfile', '-e', path.join(partial, wheel!), partial]);
    renameSync(partial, kept);
  }
  const found = readdirSync(kept, { recursive: true, encoding: 'utf8' });
  const place = path.join(home, '.duckdb/extensions', `v${DUCKDB}`, PLATFORM);
  mkdirSync(place, { recursive: true });
  copyFileSync(
    path.join(
      kept,
      found.find((name) => name.endsWith(file))!,
    ),
    path.join(place, file),
  );
}

/** Calls of two services on two days; three of them are of one trace. */
function writeLog(directory: string): void {
  mkdirSync(directory);
  for (const [at, day] of DAYS.entries()) {
    const lines = [1, 2, 3].map((number) => ({
      schema_version: '1.0',
      timestamp: `${day}T12:00:0${number}.000Z`,
      log_type: 'generation_completed',
      request_id: `01999999-0000-7000-8000-00000000000${at * 3 + number}`,
      trace_id: at === 0 ? TRACE : String(number).repeat(32),
      span_id: String(number).repeat(16),
      service_name: number === 1 ? 'shop' : 'desk',
      model_id: number === 2 ? 'gpt-4o' : 'claude-sonnet',
      latency_ms: number * 10,
      status: 'success',
      success: true,
    }));
    const text = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    writeFileSync(path.join(directory, `llm_logs_${day}.jsonl`), text);
  }
}

async function served(
  command: string,
  place: string,
  options: { readonly cwd: string; readonly env: NodeJS.ProcessEnv },
): Promise<string[]> {
  const child = spawn(command, ['serve', '--port', '0', '--dir', place], {
    ...options,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  try {
    const [line] = (await once(createInterface(child.stdout), 'line')) as [string];
    const url = /http:\S+(?=\/$)/.exec(line)?.[0];
    return await Promise.all(PATHS.map(async (where) => (await fetch(`${url}${where}`)).text()));
  } finally {
    child.kill();
    await once(child, 'exit');
  }
}

async function expectRefusal(refused: Promise<unknown>, message: string): Promise<void> {
  const { code, stderr = '' } = await refused.then(
    () => ({ code: 0, stderr: '' }),
    (error: { code: number; stderr: string }) => error,
  );
  expectSame(`exit code with ${message}`, code, 2);
  if (!stderr.includes(message)) throw new Error(`expected ${message}, got ${stderr}`);
}

interface Bucket {
  /** Where it is, and somebody who may read: variables of the AWS SDKs. */
  readonly env: Readonly<Record<string, string>>;
  /** Uploads the files of `directory`. */
  put(directory: string, prefix: string): Promise<void>;
  stop(): void;
}

/** Starts gofakes3 with an empty bucket `archive`. */
async function startBucket(): Promise<Bucket> {
  await build(['gofakes3'], () => undefined);
  const { port, stop } = await startGofakes3('archive');
  const url = `http://127.0.0.1:${port}`;
  return {
    env: { ...ANYBODY, AWS_ENDPOINT_URL_S3: url },
    stop,
    async put(directory, prefix) {
      for (const name of readdirSync(directory, { recursive: true, encoding: 'utf8' })) {
        if (!name.endsWith('.parquet')) continue;
        const body = readFileSync(path.join(directory, name));
        const { status } = await fetch(`${url}/archive/${prefix}/${name}`, { method: 'PUT', body });
        expectSame(`status of the upload of ${name}`, status, 200);
      }
    },
  };
}
