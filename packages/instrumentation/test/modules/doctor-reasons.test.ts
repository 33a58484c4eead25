// The doctor's reason when nothing is recorded: the real one of each process.

import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScenario, type ScenarioOptions } from '@llm-otel/testkit';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const repository = fileURLToPath(new URL('../../../../', import.meta.url));
const register = path.join(repository, 'packages/instrumentation/dist/register.js');
let folder: string;

beforeAll(() => {
  mkdirSync(path.join(repository, '.cache'), { recursive: true });
  folder = mkdtempSync(path.join(repository, '.cache', 'doctor-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Report {
  /** The lines about SDKs. */
  readonly sdks: readonly string[];
  readonly reason: string | undefined;
}

async function examine(options: Partial<ScenarioOptions> & { source: string }): Promise<Report> {
  const { stderr, exitCode } = await runScenario({
    format: 'cjs',
    nodeArguments: ['--require', 'llm-otel/register'],
    ...options,
    env: { LLM_OTEL_DOCTOR: '1', ...options.env },
  });
  expect(exitCode).toBe(0);
  expect(stderr.match(/llm-otel doctor/g)).toHaveLength(1);
  const lines = (name: string): string[] =>
    [...stderr.matchAll(new RegExp(`^  ${name} +(.*)$`, 'gm'))].map(([, text = '']) => text);
  return { sdks: lines('SDK'), reason: lines('reason')[0] };
}

/** A package of one file. */
function stub(name: string, source = ''): Readonly<Record<string, string>> {
  const type = source.startsWith('export') ? 'module' : 'commonjs';
  return {
    [`node_modules/${name}/package.json`]: JSON.stringify({
      name,
      version: '1.0.0',
      type,
      main: 'index.js',
    }),
    [`node_modules/${name}/index.js`]: source,
  };
}

const STRANGER = '@azure-rest/ai-inference';

describe('the doctor says', () => {
  it('that no SDK was loaded, and that one is installed', async () => {
    const { sdks, reason } = await examine({ source: '' });
    expect(sdks).toEqual(['none was loaded']);
    expect(reason).toMatch(/^openai, .*: installed, and not loaded by this process/);
  });

  it('that an SDK was loaded and not called', async () => {
    const { sdks, reason } = await examine({ source: `require('openai');` });
    expect(sdks).toEqual([expect.stringMatching(/^openai 7\.59\.0: traced: /)]);
    expect(reason).toMatch(/^none of the traced functions was called/);
  });

  it('that a version is not supported', async () => {
    const { sdks, reason } = await examine({
      source: `require('openai');`,
      files: {
        'node_modules/openai/package.json':
          '{"version":"99.0.0","main":"./resources/embeddings.js"}',
        'node_modules/openai/resources/embeddings.js': 'exports.Embeddings = class {};',
      },
    });
    expect(sdks).toEqual([
      expect.stringMatching(/^openai 99\.0\.0: not traced: the supported versions are >=4/),
    ]);
    expect(reason).toBeUndefined();
  });

  it('that a setting disables an SDK', async () => {
    const env = { LLM_OTEL_DISABLED_SDKS: 'openai' };
    const { sdks } = await examine({ source: `require('openai');`, env });
    expect(sdks).toEqual(['openai 7.59.0: not traced: LLM_OTEL_DISABLED_SDKS has openai']);
  });

  it('that a variable disables everything', async () => {
    const env = { OTEL_SDK_DISABLED: 'true' };
    const { reason } = await examine({ source: `require('openai');`, env });
    expect(reason).toBe('OTEL_SDK_DISABLED=true disables everything: unset it');
  });

  it.each([
    ['a CommonJS file', 'cjs', `require('${STRANGER}');`, ''],
    ['an ES module', 'esm', `import '${STRANGER}';`, 'export {};'],
  ] as const)('that an SDK has no adapter: %s', async (_what, format, source, content) => {
    const { sdks, reason } = await examine({ format, source, files: stub(STRANGER, content) });
    expect(sdks).toEqual([
      `${STRANGER}: not traced, it has no adapter: wrap its calls in llmCall()`,
    ]);
    expect(reason).toBeUndefined();
  });

  it.each([
    ['minified', true],
    ['readable', false],
  ])('that an SDK is in a bundle: %s', async (_what, minify) => {
    const outfile = path.join(folder, 'bundle.js');
    const contents = `globalThis.sdk = require('openai');`;
    await build({
      stdin: { contents, resolveDir: folder },
      bundle: true,
      platform: 'node',
      minify,
      outfile,
      logLevel: 'silent',
    });
    const { reason } = await examine({ source: readFileSync(outfile, 'utf8') });
    expect(reason).toMatch(
      /^an SDK is inside of the program, which .* has bundled: .*instrument\(OpenAI\)/,
    );
  });

  it('that Next.js bundles SDKs', async () => {
    const { reason } = await examine({
      source: `require('next');`,
      files: {
        'node_modules/next/package.json': '{"name":"next","main":"./dist/server/next.js"}',
        'node_modules/next/dist/server/next.js': '',
      },
    });
    expect(reason).toMatch(/^Next\.js bundles SDKs: serverExternalPackages/);
  });

  it('that jest loads modules by itself', async () => {
    const { reason } = await examine({ source: '', env: { JEST_WORKER_ID: '1' } });
    expect(reason).toMatch(/^jest loads modules by itself/);
  });

  it('that the program has loaded an SDK before us', async () => {
    const source = `import 'openai'; import 'llm-otel/register';`;
    const { reason } = await examine({ format: 'esm', source, nodeArguments: [] });
    expect(reason).toMatch(
      /which the program has imported: .*start with node --require llm-otel\/register$/,
    );
  });

  it('that another preload comes first', async () => {
    const { reason } = await examine({
      source: '',
      files: { 'setup.mjs': `import 'openai';` },
      nodeArguments: ['--import', './setup.mjs', '--import', 'llm-otel/register'],
    });
    expect(reason).toMatch(/--import \.\/setup\.mjs comes before it/);
  });

  it('what instrument() traces', async () => {
    const source = `const { instrument } = require('llm-otel'); instrument(require('openai'));`;
    const { sdks } = await examine({ source });
    expect(sdks).toContainEqual(expect.stringMatching(/^openai by instrument\(\): traced: /));
  });
});

/** What a command prints to stderr in a folder whose program is the application. */
function stderrOf(
  command: string,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): string {
  const { stderr, status } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    env: { ...process.env, LLM_OTEL_DOCTOR: '1', NODE_OPTIONS: `--require ${register}`, ...env },
  });
  expect(status).toBe(0);
  return stderr;
}

describe('only the application speaks', () => {
  it.each([
    ['npm', ['--version']],
    ['npm', ['exec', '--offline', '-c', 'true']],
    ['npx', ['--version']],
  ])('%s %j is silent', (command, args) => {
    expect(stderrOf(command, args)).not.toContain('doctor');
  });

  it('npm run is silent, and its program is not', () => {
    const stderr = stderrOf('npm', ['exec', '--offline', '-c', 'node -e 0']);
    expect(stderr.match(/llm-otel doctor/g)).toHaveLength(1);
    expect(stderr).toContain('no program');
  });

  it('a script of an installation is silent', () => {
    expect(stderrOf('node', ['-e', '0'], { npm_lifecycle_event: 'postinstall' })).not.toContain(
      'doctor',
    );
  });
});
