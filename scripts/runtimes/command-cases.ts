// The command, in a folder where npm installed one of the packages, or both.

import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expectSame } from './comparison.ts';
import { nodeBinary } from './node-binaries.ts';
import { npm } from './npm.ts';
import { packedPackage, packedQuery } from './packed-package.ts';
import { type RuntimeCase, TOO_OLD_NODE } from './runtime-case.ts';

const RECORD = {
  schema_version: '1.0',
  timestamp: '2026-10-05T12:00:00.000Z',
  time_unix_nano: '1791201600000000000',
  log_type: 'generation_completed',
  request_id: '01999999-0000-7000-8000-000000000001',
  model_id: 'gpt-4o',
  latency_ms: 12,
  status: 'success',
  success: true,
};

/** The packages share no command name, and each works alone. */
export function commandCases(): RuntimeCase[] {
  return [
    {
      name: `npm installs llm-otel beside @llm-otel/query: both commands answer, or that node ${TOO_OLD_NODE} is too old`,
      run: () =>
        inFolder(async (folder) => {
          await install(folder, ['llm-otel', '@llm-otel/query']);
          for (const name of ['llm-otel', 'llm-otel-query']) {
            await expectAnswer(folder, name);
            await expectTooOld(folder, name);
          }
        }),
    },
    {
      name: 'npm installs @llm-otel/query alone: its command answers',
      run: () =>
        inFolder(async (folder) => {
          await install(folder, ['@llm-otel/query']);
          await expectAnswer(folder, 'llm-otel-query');
        }),
    },
    {
      name: 'npm installs llm-otel alone: its command says what is missing',
      run: () =>
        inFolder(async (folder) => {
          await install(folder, ['llm-otel']);
          const { code, stderr } = await command(folder, 'llm-otel');
          expectSame('exit code', code, 1);
          const isTold = stderr.includes('npm install --save-dev @llm-otel/query');
          if (!isTold) throw new Error(`nothing says what to install:\n${stderr}`);
        }),
    },
  ];
}

type Package = 'llm-otel' | '@llm-otel/query';

async function install(folder: string, names: readonly Package[]): Promise<void> {
  const files: Record<Package, string> = {
    'llm-otel': `file:${(await packedPackage()).file}`,
    '@llm-otel/query': `file:${(await packedQuery()).file}`,
  };
  const dependencies = Object.fromEntries(names.map((name) => [name, files[name]]));
  // The query package depends on the current llm-otel.
  const overrides = names.includes('llm-otel') ? {} : { 'llm-otel': files['llm-otel'] };
  const manifest = { name: 'application', private: true, dependencies, overrides };
  writeFileSync(path.join(folder, 'package.json'), JSON.stringify(manifest));
  await npm(['install'], folder);
}

async function expectAnswer(folder: string, name: string): Promise<void> {
  const { code, stdout, stderr } = await command(folder, name);
  if (code !== 0) throw new Error(`${name} exited with ${code}\n${stderr}`);
  const { total_requests: count } = JSON.parse(stdout) as { total_requests: unknown };
  expectSame(`calls that ${name} counts`, count, 1);
}

async function expectTooOld(folder: string, name: string): Promise<void> {
  const { code, stderr } = await command(folder, name, await nodeBinary(TOO_OLD_NODE));
  expectSame('exit code', code, 2);
  const needed = `llm-otel: needs Node.js 22.15 or newer; this is ${TOO_OLD_NODE}\n`;
  expectSame('stderr', stderr, needed);
}

/** `nodePath`, if the system is not to find it. */
function command(
  folder: string,
  name: string,
  nodePath?: string,
): Promise<{ code: number; stdout: string; stderr: string }> {
  const file = path.join(folder, 'node_modules', '.bin', name);
  return new Promise((resolve, reject) => {
    const [program, ...script] = nodePath === undefined ? [file] : [nodePath, file];
    execFile(program!, [...script, 'stats', '--json'], { cwd: folder }, (error, stdout, stderr) => {
      const code = error === null ? 0 : error.code;
      if (typeof code === 'number') resolve({ code, stdout, stderr });
      else reject(new Error(`${name} could not be started`, { cause: error }));
    });
  });
}

async function inFolder(run: (folder: string) => Promise<void>): Promise<void> {
  const folder = mkdtempSync(path.join(tmpdir(), 'llm-otel-command-'));
  try {
    mkdirSync(path.join(folder, 'llm_logs'));
    const log = path.join(folder, 'llm_logs', 'llm_logs_2026-10-05.jsonl');
    writeFileSync(log, `${JSON.stringify(RECORD)}\n`);
    await run(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
