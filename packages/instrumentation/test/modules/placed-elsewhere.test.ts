// SDKs that are installed under another name, or linked from a folder outside of node_modules: the package is what
// its package.json says.

import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScenario, startMockLlm, type MockLlm } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
let folder: string;
let mock: MockLlm;

beforeAll(async () => {
  mkdirSync(path.join(repository, '.cache'), { recursive: true });
  folder = mkdtempSync(path.join(repository, '.cache', 'elsewhere-'));
  mock = await startMockLlm();
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await mock.close();
});

/** A copy of an installed package at `place`. */
function copy(name: string, place: string): string {
  const to = path.join(folder, place);
  const from = path.join(repository, 'node_modules', name);
  cpSync(from, to, { recursive: true, filter: (file) => !/\.(?:d\.[mc]?ts|map)$/.test(file) });
  return to;
}

/** A link to a copy outside of node_modules, as `npm link`, `file:` and workspaces make it. */
function link(name: string, as: string): void {
  const place = path.join(folder, 'node_modules', as);
  mkdirSync(path.dirname(place), { recursive: true });
  symlinkSync(copy(name, path.join('vendor', as)), place, 'dir');
}

async function operationsOf(source: string, args: readonly string[] = []): Promise<unknown[]> {
  const result = await runScenario({
    format: 'esm',
    source,
    directory: mkdtempSync(path.join(folder, 'run-')),
    nodeArguments: ['--require', 'llm-otel/register', ...args],
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      ANTHROPIC_BASE_URL: mock.url.replace(/\/v1$/, ''),
      ANTHROPIC_API_KEY: 'unused',
    },
  });
  expect(result).toMatchObject({ exitCode: 0 });
  return result.callRecords().map(({ provider, operation }) => [provider, operation]);
}

const chat = `await client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] });`;
const requiring = `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);`;

describe.each(['alias', 'link', 'alias-in-a-scope'])('openai as %s', (how) => {
  const name = how === 'alias-in-a-scope' ? '@mine/openai' : `openai-by-${how}`;
  beforeAll(() => {
    if (how === 'link') link('openai', name);
    else copy('openai', path.join('node_modules', name));
  });

  it('is traced as an ES module', async () => {
    const source = `import OpenAI from '${name}'; const client = new OpenAI(); ${chat}`;
    expect(await operationsOf(source)).toEqual([['openai', 'chat']]);
  });

  it('is traced as CommonJS', async () => {
    const source = `${requiring} const OpenAI = require('${name}'); const client = new OpenAI(); ${chat}`;
    expect(await operationsOf(source)).toEqual([['openai', 'chat']]);
  });

  it('is traced with symbolic links kept', async () => {
    const source = `import OpenAI from '${name}'; const client = new OpenAI(); ${chat}`;
    expect(await operationsOf(source, ['--preserve-symlinks'])).toEqual([['openai', 'chat']]);
  });
});

it('@anthropic-ai/sdk by a link is traced', async () => {
  link('@anthropic-ai/sdk', 'claude');
  const source = `import Anthropic from 'claude';
    await new Anthropic().messages.create({ model: 'claude-sonnet-4', max_tokens: 9, messages: [{ role: 'user', content: 'x' }] });`;
  expect(await operationsOf(source)).toEqual([['anthropic', 'chat']]);
});

it.each([
  [
    'groq-sdk',
    `new sdk.Groq({ apiKey: 'unused', baseURL: url, maxRetries: 0 }).chat.completions.create({ model: 'm', messages: [] })`,
  ],
  ['ollama', `new sdk.Ollama({ host: url }).chat({ model: 'm', messages: [] })`],
  [
    '@google/genai',
    `new sdk.GoogleGenAI({ apiKey: 'unused', httpOptions: { baseUrl: url } }).models.generateContent({ model: 'm', contents: 'x' })`,
  ],
  [
    '@huggingface/inference',
    `new sdk.InferenceClient('unused', { endpointUrl: url }).chatCompletion({ model: 'm', messages: [] })`,
  ],
])('%s under another name is traced', async (sdk, call) => {
  copy(sdk, path.join('node_modules', `my-${path.basename(sdk)}`));
  const source = `import * as sdk from 'my-${path.basename(sdk)}';
    const url = process.env.OPENAI_BASE_URL.replace('/v1', '/nothing-here');
    await ${call}.catch(() => {});`;
  expect(await operationsOf(source)).toEqual([[expect.any(String), expect.any(String)]]);
});

it('a package of another name with the same files is not touched, whatever its package.json', async () => {
  for (const [name, manifest] of [
    ['other', '{"name":"other","version":"7.0.0"}'],
    ['nameless', '{}'],
  ] as const) {
    const place = path.join(folder, 'node_modules', name, 'resources');
    mkdirSync(place, { recursive: true });
    writeFileSync(path.join(place, '..', 'package.json'), manifest);
    writeFileSync(
      path.join(place, 'embeddings.js'),
      `exports.Embeddings = class { create() { return 'own'; } };`,
    );
  }
  const source = `${requiring}
    for (const name of ['other', 'nameless']) {
      const { Embeddings } = require(name + '/resources/embeddings.js');
      if (!/own/.test(String(Embeddings.prototype.create))) process.exit(1);
    }`;
  expect(await operationsOf(source)).toEqual([]);
});
