// Both examples as processes of their own: the ids in the lines of pino lead to the call record.

import { execFile } from 'node:child_process';
import { rm } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { runScenario, startMockLlm } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

const run = promisify(execFile);
const main = path.join(import.meta.dirname, '../../packages/query/dist/main.js');
const here = (file: string): string => path.join(import.meta.dirname, file);

interface Line {
  readonly msg: string;
  readonly trace_id?: string;
  readonly span_id?: string;
}

it.each([
  { format: 'esm', program: 'mixin.mjs', first: [] },
  { format: 'cjs', program: 'instrumented.cjs', first: ['--require', here('instrumentation.cjs')] },
] as const)('$program: a line leads to its call', async ({ format, program, first }) => {
  const mock = await startMockLlm();
  const source = format === 'esm' ? `import '${here(program)}';` : `require('${here(program)}');`;
  const result = await runScenario({
    format,
    source,
    keepDirectory: true,
    nodeArguments: ['--require', 'llm-otel/register', ...first],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' },
  });
  await mock.close();

  expect(result).toMatchObject({ exitCode: 0 });
  const lines = result.stdout
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);
  const [started, asked, requested, answered] = lines;
  expect(lines.map(({ msg }) => msg)).toEqual([
    'started',
    'asked',
    expect.stringContaining('succeeded with status 200'),
    'answered',
  ]);
  const records = result.callRecords();
  const call = records.find(({ name }) => name === 'llm.call');
  const agent = records.find(({ name }) => name === 'invoke_agent guide');
  const idsOf = ({ trace_id, span_id }: Partial<Line>): Partial<Line> => ({ trace_id, span_id });
  expect(started).not.toHaveProperty('trace_id');
  expect(idsOf(requested!)).toEqual(idsOf(call!));
  expect(idsOf(asked!)).toEqual(idsOf(agent!));
  expect(idsOf(answered!)).toEqual(idsOf(agent!));
  expect(call!['span_id']).toMatch(/^[0-9a-f]{16}$/);

  const { stdout: tree } = await run(process.execPath, [
    main,
    'trace',
    requested!.trace_id!,
    '--json',
    '--dir',
    path.join(result.directory, 'llm_logs'),
  ]);
  expect(tree).toContain(requested!.span_id);
  await rm(result.directory, { recursive: true, force: true });
});
