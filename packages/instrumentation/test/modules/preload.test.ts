// One flag, no code change: every way in which a program meets the SDK, as real processes.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runScenario, startMockLlm, type MockLlm, type ScenarioResult } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const preload = ['--require', 'llm-otel/register'];
const call = `create({ model: 'gpt-4o', messages: [{ role: 'user', content: 'What is a span?' }] })`;
let mock: MockLlm;

beforeAll(async () => {
  mock = await startMockLlm();
});
afterAll(() => mock.close());

const env = (): Record<string, string> => ({ OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' });

const programs = {
  'CommonJS require': {
    format: 'cjs',
    source: `const { OpenAI } = require('openai'); new OpenAI().chat.completions.${call}.then(() => {});`,
  },
  'ES module import': {
    format: 'esm',
    source: `import OpenAI from 'openai'; await new OpenAI().chat.completions.${call};`,
  },
  'dynamic import in an ES module': {
    format: 'esm',
    source: `const { default: OpenAI } = await import('openai'); await new OpenAI().chat.completions.${call};`,
  },
  'dynamic import in CommonJS': {
    format: 'cjs',
    source: `import('openai').then(({ OpenAI }) => new OpenAI().chat.completions.${call}).then(() => {});`,
  },
  createRequire: {
    format: 'esm',
    source: `import { createRequire } from 'node:module'; const { OpenAI } = createRequire(import.meta.url)('openai'); await new OpenAI().chat.completions.${call};`,
  },
  'a sub-path import': {
    format: 'esm',
    source: `import { OpenAI } from 'openai/client'; import { Completions } from 'openai/resources/chat/completions'; await new Completions(new OpenAI()).${call};`,
  },
  'TypeScript by type stripping': {
    format: 'ts',
    source: `import OpenAI from 'openai'; const client: OpenAI = new OpenAI(); await client.chat.completions.${call};`,
  },
  'a worker thread': {
    format: 'esm',
    source: `import { Worker } from 'node:worker_threads'; new Worker(new URL('data:text/javascript,' + encodeURIComponent("import { createRequire } from 'node:module'; const { OpenAI } = createRequire(process.cwd() + '/x.js')('openai'); await new OpenAI().chat.completions.${call.replaceAll("'", "\\'")};")));`,
  },
} as const;

describe.each(['--require', '--import'])('%s llm-otel/register', (flag) => {
  it.each(Object.entries(programs))('traces %s', async (_name, { format, source }) => {
    const result = await runScenario({
      format,
      source,
      env: env(),
      nodeArguments: [flag, 'llm-otel/register'],
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: '' });
    expect(result.callRecords()).toMatchObject([
      { name: 'llm.call', model_id: 'gpt-4o', success: true },
    ]);
  });
});

describe('the preload', () => {
  it('traces both copies of a dual package, each call once', async () => {
    const result = await runScenario({
      format: 'esm',
      env: env(),
      nodeArguments: preload,
      source: `import OpenAI from 'openai'; import { createRequire } from 'node:module';
        const { OpenAI: Other } = createRequire(import.meta.url)('openai');
        console.log(OpenAI === Other);
        await new OpenAI().chat.completions.${call}; await new Other().chat.completions.${call};`,
    });
    expect(result.stdout).toBe('false\n');
    expect(result.callRecords()).toHaveLength(2);
  });

  it('does no harm when it is loaded twice', async () => {
    const result = await runScenario({
      ...programs['ES module import'],
      env: env(),
      nodeArguments: [...preload, '--import', 'llm-otel/register'],
    });
    expect(result.callRecords()).toHaveLength(1);
  });

  it('traces an SDK that another preload has loaded before', async () => {
    const result = await runScenario({
      ...programs['CommonJS require'],
      files: { 'first.cjs': `require('openai');` },
      env: env(),
      nodeArguments: ['--require', './first.cjs', ...preload],
    });
    expect(result.callRecords()).toHaveLength(1);
  });

  it('loads one file of ours before the first SDK, and nothing of OpenTelemetry', async () => {
    const { stdout, stderr } = await runScenario({
      format: 'cjs',
      nodeArguments: preload,
      source: `console.log(Object.keys(require.cache).filter((file) => /bundle|opentelemetry/.test(file)).join());`,
    });
    expect(stderr).toBe('');
    expect(stdout.trim().split(',')).toEqual([expect.stringMatching(/bundle.preload\.js$/)]);
  });

  it('leaves a program without an LLM SDK alone', async () => {
    const result = await runScenario({
      format: 'esm',
      source: `console.log('ran');`,
      nodeArguments: preload,
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'ran\n', stderr: '' });
    expect(result.callRecords()).toEqual([]);
  });

  it('keeps source maps and stack traces of the SDK', async () => {
    const source = `const { OpenAI } = require('openai');
      new OpenAI({ maxRetries: 0, baseURL: 'http://127.0.0.1:1' }).chat.completions.${call}.catch((error) => console.log(error.constructor.name));`;
    const run = (nodeArguments: string[]): Promise<ScenarioResult> =>
      runScenario({
        format: 'cjs',
        source,
        env: env(),
        nodeArguments: ['--enable-source-maps', ...nodeArguments],
      });
    expect((await run(preload)).stdout).toBe((await run([])).stdout);
  });

  it('lives with an asynchronous loader of somebody else', async () => {
    const result = await runScenario({
      ...programs['ES module import'],
      files: { 'loader.mjs': `export const load = (url, context, next) => next(url, context);` },
      env: env(),
      nodeArguments: [...preload, '--no-warnings', '--experimental-loader', './loader.mjs'],
    });
    expect(result).toMatchObject({ exitCode: 0 });
    expect(result.callRecords()).toHaveLength(1);
  });

  it('lives with a tool that prints sources anew, without comments', async () => {
    const result = await runScenario({
      format: 'cjs',
      files: {
        'printer.cjs': `
          const { Module } = require('node:module');
          const { transformSync } = require('esbuild');
          const { _compile } = Module.prototype;
          Module.prototype._compile = function (content, filename, ...rest) {
            const isSdk = /node_modules.ai.dist/.test(filename);
            return _compile.call(this, isSdk ? transformSync(content, { legalComments: 'none' }).code : content, filename, ...rest);
          };`,
      },
      // An ES module that is required passes both of our hooks.
      source: `const { generateText } = require('ai'); console.log(typeof generateText);`,
      nodeArguments: [...preload, '--require', './printer.cjs'],
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'function\n' });
  });

  it('stays out of a major that it does not know, and says so once', async () => {
    const manifest = JSON.stringify({
      name: 'openai',
      version: '99.0.0',
      main: './resources/embeddings.js',
    });
    const result = await runScenario({
      format: 'cjs',
      source: `const { Embeddings } = require('openai'); console.log(new Embeddings().create());`,
      files: {
        'node_modules/openai/package.json': manifest,
        'node_modules/openai/resources/embeddings.js': `exports.Embeddings = class { create() { return 'untouched'; } };`,
      },
      nodeArguments: preload,
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'untouched\n' });
    expect(result.stderr).toBe(
      'llm-otel: openai@99.0.0 is not traced: the supported versions are >=4.76 <8\n',
    );
    expect(result.callRecords()).toEqual([]);
  });
});

describe('switched off by OTEL_SDK_DISABLED=true', () => {
  it('installs no hook, writes no file and says nothing', async () => {
    const result = await runScenario({
      format: 'esm',
      env: { ...env(), OTEL_SDK_DISABLED: 'true', LLM_OTEL_SPAN_NAMES: 'wrong' },
      nodeArguments: preload,
      source: `import Module from 'node:module'; import OpenAI from 'openai'; import { chainStep } from 'llm-otel';
        await chainStep('step', () => new OpenAI().chat.completions.${call});
        console.log(Module.prototype._compile.toString().includes('original'));`,
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'false\n', stderr: '' });
    expect(result.callRecords()).toEqual([]);
  });
});

describe('llm-otel/hooks', () => {
  it('never starts an SDK and writes no file', async () => {
    const result = await runScenario({
      format: 'esm',
      env: env(),
      nodeArguments: ['--require', 'llm-otel/hooks'],
      source: `import OpenAI from 'openai'; import { trace } from '@opentelemetry/api'; import { chainStep } from 'llm-otel';
        await chainStep('step', () => new OpenAI().chat.completions.${call});
        console.log(trace.getTracerProvider().getDelegate().constructor.name);`,
    });
    expect(result).toMatchObject({ exitCode: 0, stdout: 'NoopTracerProvider\n', stderr: '' });
    expect(result.callRecords()).toEqual([]);
  });
});

describe('the package', () => {
  it('serves one register file for both conditions', () => {
    const manifest = JSON.parse(
      readFileSync(path.join(import.meta.dirname, '../../package.json'), 'utf8'),
    ) as { exports: Record<string, Record<string, string>> };
    expect(manifest.exports['./register']).toEqual({
      types: './dist/register.d.ts',
      default: './dist/register.js',
    });
  });
});
