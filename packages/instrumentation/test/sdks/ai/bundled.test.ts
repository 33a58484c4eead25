// The AI SDK inside a bundle, which has no module to be met.

import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScenario } from '@llm-otel/testkit';
import { build } from 'esbuild';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { MOCK_MODEL } from './mock-model.ts';
import { treeOf } from './program.ts';

const PROGRAM = `
import { generateText } from 'ai';
import { createOpenAI } from '@ai-sdk/openai';
import { baseURL, close } from './mock-model.mjs';
const openai = createOpenAI({ apiKey: 'unused', baseURL });
const { text } = await generateText({ model: openai.chat('gpt-4o'), prompt: 'Hi' });
console.log(text);
close();
`;
const cache = fileURLToPath(new URL('../../../../../.cache/', import.meta.url));
let folder: string;

// Each starts two processes that load much.
vi.setConfig({ testTimeout: 30_000 });

beforeAll(() => {
  mkdirSync(cache, { recursive: true });
  folder = mkdtempSync(path.join(cache, 'bundle-'));
  writeFileSync(path.join(folder, 'program.mjs'), PROGRAM);
  writeFileSync(path.join(folder, 'mock-model.mjs'), MOCK_MODEL);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

it.each([true, false])('is traced by the preload alone: minified %s', async (minify) => {
  const outfile = path.join(folder, `bundle-${minify}.mjs`);
  await build({
    entryPoints: [path.join(folder, 'program.mjs')],
    bundle: true,
    platform: 'node',
    format: 'esm',
    minify,
    outfile,
    logLevel: 'silent',
    // What esbuild asks of everybody who puts CommonJS into an ES module.
    banner: {
      js: "import { createRequire as requireFor } from 'node:module'; const require = requireFor(import.meta.url);",
    },
  });
  const { exitCode, stdout, callRecords } = await runScenario({
    format: 'esm',
    source: readFileSync(outfile, 'utf8'),
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {},
  });
  expect({ exitCode, stdout: stdout.trim() }).toEqual({ exitCode: 0, stdout: 'Hello world' });
  expect(treeOf(callRecords().filter(({ outcome }) => outcome !== undefined))).toEqual([
    'invoke_agent gpt-4o gpt-4o completed',
    '  llm.call gpt-4o completed',
  ]);
});
