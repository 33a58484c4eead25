// Programs whose bundle contains this package: it is imported, traces by `instrument()`, and what it needs of the
// file system is not needed.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build as esbuild } from 'esbuild';
import { runScenario, startMockLlm, type MockLlm } from '@llm-otel/testkit';
import webpack from 'webpack';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const PROGRAM = `
import OpenAI from 'openai';
import { instrument, chainStep } from 'llm-otel';
const client = instrument(new OpenAI());
chainStep('answer', () => client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] }))
  .then(() => console.log('done'));
`;
const cache = fileURLToPath(new URL('../../../../.cache/', import.meta.url));
let folder: string;
let mock: MockLlm;

beforeAll(async () => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(path.join(cache, 'bundle-'));
  writeFileSync(path.join(folder, 'program.mjs'), PROGRAM);
  mock = await startMockLlm();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await mock.close();
});

async function withEsbuild(minify: boolean, format: 'cjs' | 'esm'): Promise<string> {
  const outfile = path.join(folder, 'esbuild.js');
  await esbuild({
    entryPoints: [path.join(folder, 'program.mjs')],
    bundle: true,
    platform: 'node',
    external: format === 'esm' ? ['openai'] : [],
    // What esbuild asks of everybody who puts CommonJS into an ES module.
    banner:
      format === 'esm'
        ? {
            js: "import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);",
          }
        : {},
    format,
    minify,
    outfile,
    logLevel: 'silent',
  });
  return readFileSync(outfile, 'utf8');
}

async function withWebpack(): Promise<string> {
  const compiler = webpack({
    mode: 'production',
    target: 'node22',
    entry: path.join(folder, 'program.mjs'),
    output: { path: folder, filename: 'webpack.js' },
  });
  await new Promise<void>((resolve, reject) => {
    compiler.run((error, stats) => {
      if (error !== null) reject(error);
      else if (stats?.hasErrors() === true) reject(new Error(stats.toString('errors-only')));
      else resolve();
    });
  });
  return readFileSync(path.join(folder, 'webpack.js'), 'utf8');
}

describe.each<[string, 'cjs' | 'esm', () => Promise<string>]>([
  ['esbuild', 'cjs', () => withEsbuild(false, 'cjs')],
  ['esbuild, minified', 'cjs', () => withEsbuild(true, 'cjs')],
  ['esbuild, as an ES module with the SDK outside', 'esm', () => withEsbuild(false, 'esm')],
  ['webpack', 'cjs', withWebpack],
])('a bundle of %s', (_name, format, make) => {
  it('runs, and its calls are recorded', async () => {
    const result = await runScenario({
      format,
      source: await make(),
      env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' },
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
    expect(result.stderr).toMatch(/^llm-otel: call records are appended to \S+\n$/);
    expect(result.callRecords()).toMatchObject([
      // The tables of prices are not in the bundle.
      { outcome: 'completed', cost_usd: null, cost_note: 'no_price_table' },
      { log_type: 'step_completed', outcome: 'completed' },
    ]);
  });
});
