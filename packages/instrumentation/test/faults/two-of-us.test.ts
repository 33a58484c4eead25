// F-26: more than one of us in a process, in any order: one span for a call, and the program runs as
// it does alone. Other tools beside us are in `npm run test:others`.

import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScenario, type ScenarioResult } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { program, useTracedProgram } from '../support/traced-program.ts';

const traced = useTracedProgram();
const ours = 'llm-otel/register';
const root = fileURLToPath(new URL('../..', import.meta.url));
let other: string;
let directory: string;

/** Another version: a copy of the package that calls itself so. */
beforeAll(() => {
  const cache = path.join(root, '../../.cache');
  directory = mkdtempSync(path.join(cache, 'other-version-'));
  cpSync(path.join(root, 'dist'), path.join(directory, 'dist'), { recursive: true });
  const manifest = readFileSync(path.join(root, 'package.json'), 'utf8');
  const version = manifest.replace(/"version": "[^"]+"/, '"version": "0.0.1"');
  if (version === manifest) throw new Error('the manifest has no version');
  writeFileSync(path.join(directory, 'package.json'), version);
  other = path.join(directory, 'dist/register.js');
});
afterAll(() => rmSync(directory, { recursive: true, force: true }));

const run = (nodeArguments: readonly string[], source = program): Promise<ScenarioResult> =>
  runScenario({
    format: 'esm',
    source,
    nodeArguments,
    env: {
      OPENAI_BASE_URL: traced.mock().url,
      OPENAI_API_KEY: 'unused',
      OTEL_EXPORTER_OTLP_ENDPOINT: traced.sink().url,
    },
  });

describe('F-26 loaded', () => {
  it.each<[string, () => string[]]>([
    ['twice by --require', () => ['--require', ours, '--require', ours]],
    ['twice by --import', () => ['--import', ours, '--import', ours]],
    ['by --require and by --import', () => ['--require', ours, '--import', ours]],
    ['before another version of it', () => ['--require', ours, '--require', other]],
    ['after another version of it', () => ['--require', other, '--require', ours]],
    ['by --import after another version of it', () => ['--require', other, '--import', ours]],
  ])('%s: one span for a call', async (_name, nodeArguments) => {
    const result = await run(nodeArguments());
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n', stderr: '' });
    expect(traced.mock().requests).toHaveLength(1);
    expect(
      traced
        .sink()
        .traces()
        .map(({ name }) => name),
    ).toEqual(['llm.call']);
  });

  it.each<[string, string]>([
    ['patched by hand too', `instrument(OpenAI); instrument(OpenAI);`],
    ['patched by hand by another version too', `other.instrument(OpenAI);`],
    [
      'used as an Instrumentation of another version too',
      `new other.LlmInstrumentation().enable();`,
    ],
  ])('by --require, and %s: one span for a call', async (_name, statement) => {
    const imports = `import { createRequire } from 'node:module'; import { instrument } from 'llm-otel';
      const other = createRequire(import.meta.url)(${JSON.stringify(path.join(directory, 'dist/index.js'))});`;
    const source = `${imports} ${program.replace('const client', `${statement} const client`)}`;
    const result = await run(['--require', ours], source);
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n', stderr: '' });
    expect(traced.sink().traces()).toHaveLength(1);
  });
});
