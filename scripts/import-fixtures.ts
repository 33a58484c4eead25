// Makes the fixtures of packages/query/test/import/fixtures anew: installs each producer in a temporary
// directory and lets it tell of calls to the mock server. Needs npm, Python 3 with pip, and a network.
// node scripts/import-fixtures.ts [--only <text>], then npm run fix

import { execFile } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs, promisify } from 'node:util';
import { startMockLlm } from '@llm-otel/testkit';
import { type Producer, PRODUCERS } from './import-fixtures/producers.ts';
import { toFixture } from './import-fixtures/fixture.ts';

const programs = path.join(import.meta.dirname, 'import-fixtures', 'programs');
const fixtures = path.join(import.meta.dirname, '../packages/query/test/import/fixtures');

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const execute = promisify(execFile);
const mock = await startMockLlm();
try {
  for (const producer of PRODUCERS.filter(({ name }) => name.includes(values.only))) {
    console.log(producer.name);
    const directory = mkdtempSync(path.join(tmpdir(), 'import-fixture-'));
    try {
      writeFileSync(path.join(fixtures, `${producer.name}.json`), await make(producer, directory));
    } finally {
      rmSync(directory, { recursive: true, force: true });
    }
  }
} finally {
  await mock.close();
}

/** The fixture of one producer. */
async function make({ program, packages, env }: Producer, directory: string): Promise<string> {
  const file = path.join(directory, 'fixture.json');
  const isPython = program.endsWith('.py');
  const run = async (command: string, ...args: readonly string[]): Promise<void> => {
    await execute(command, args, {
      cwd: directory,
      env: {
        ...process.env,
        ...env,
        OPENAI_BASE_URL: mock.url,
        OPENAI_API_KEY: 'unused',
        FIXTURE_FILE: file,
      },
    });
  };
  cpSync(programs, directory, { recursive: true });
  if (isPython) {
    await run('python3', '-m', 'venv', 'venv');
    await run('venv/bin/pip', 'install', '--quiet', ...packages);
  } else {
    writeFileSync(path.join(directory, 'package.json'), '{"private":true}');
    await run(
      'npm',
      'install',
      '--silent',
      '--no-audit',
      '--no-fund',
      '--legacy-peer-deps',
      ...packages,
    );
  }
  await run(isPython ? 'venv/bin/python' : process.execPath, program);
  return toFixture(JSON.parse(readFileSync(file, 'utf8')) as object, packages);
}
