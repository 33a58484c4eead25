// F-27: starts that are broken: the program runs with the exit code and the output that it has
// without us, and we say one line at most besides the one that tells where call records go. Node.js 20
// is in `npm run test:runtimes`, with fresh installations.

import { cpSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { runScenario, type ScenarioOptions, type ScenarioResult } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { program, useTracedProgram } from '../support/traced-program.ts';

const traced = useTracedProgram();
const require = createRequire(import.meta.url);
const root = fileURLToPath(new URL('../..', import.meta.url));
const register = path.join(root, 'dist/register.js');

/** A program that makes a call, prints that it went well, and ends with 3. */
const source = `${program} process.exitCode = 3;`;

interface Start extends Partial<ScenarioOptions> {
  /** The command line of a shell, in place of node alone; `$NODE` runs it with us or without. */
  readonly shell?: string;
  /** What we say about it, if anything. */
  readonly says?: RegExp;
  /** Call records that are written all the same; 0 unless told. */
  readonly records?: 1;
}

/** A value that none of the variables can mean. */
const wrong = (variable: string, value: string, says?: RegExp): Start => ({
  env: { [variable]: value },
  records: 1,
  ...(says && { says }),
});

/** Nothing listens: what is sent there is given up soon. */
const impatient = { OTEL_EXPORTER_OTLP_TIMEOUT: '100' };

const rolldown = path.join(root, '../../node_modules/.bin/rolldown');

const oldApi = {
  'node_modules/@opentelemetry/api/package.json': '{"version":"1.2.0","main":"index.js"}',
  // The API of metrics came with 1.3.
  'node_modules/@opentelemetry/api/index.js': `const { metrics, ValueType, createNoopMeter, ...old } =
    require(${JSON.stringify(require.resolve('@opentelemetry/api'))}); module.exports = old;`,
};

const STARTS: Readonly<Record<string, Start>> = {
  'a wrong LLM_OTEL_SPAN_NAMES': wrong('LLM_OTEL_SPAN_NAMES', 'x', /is not one of product, sem/),
  'a wrong LLM_OTEL_USER_ID': wrong('LLM_OTEL_USER_ID', 'x', /is not one of raw/),
  'LLM_OTEL_USER_ID=hmac without a key': wrong('LLM_OTEL_USER_ID', 'hmac', /needs a key/),
  'a wrong LLM_OTEL_STREAM_USAGE': wrong('LLM_OTEL_STREAM_USAGE', 'x', /is not one of observe/),
  'a wrong LLM_OTEL_DOCTOR': wrong('LLM_OTEL_DOCTOR', 'x', /is not one of 0, 1/),
  'a wrong OTEL_TRACES_SAMPLER': wrong('OTEL_TRACES_SAMPLER', 'x', /is not one of always_on/),
  'a wrong number': wrong('OTEL_SPAN_ATTRIBUTE_COUNT_LIMIT', 'x', /is not a number/),
  'a wrong OTEL_LOG_LEVEL': wrong('OTEL_LOG_LEVEL', 'x'),
  'wrong resource attributes': wrong('OTEL_RESOURCE_ATTRIBUTES', '=,%%,a'),
  'an OTEL_TRACES_EXPORTER that nobody knows': {
    env: { OTEL_TRACES_EXPORTER: 'x', ...impatient },
    says: /OTLP to \S+ fails \(metrics\): nothing listens there/,
  },
  'an OTEL_PROPAGATORS that nobody knows': {
    env: { OTEL_PROPAGATORS: 'x', ...impatient },
    says: /OTLP to \S+ fails \(.*metrics\): nothing listens there/,
  },
  'a protocol that nobody knows': {
    env: { OTEL_EXPORTER_OTLP_PROTOCOL: 'x', ...impatient },
    says: /OTLP to \S+ fails \(traces, metrics\): nothing listens there/,
  },
  'an endpoint that is no URL': {
    env: { OTEL_EXPORTER_OTLP_ENDPOINT: 'not a url' },
    says: /OTEL_EXPORTER_OTLP_ENDPOINT is no URL, so the default is used/,
  },
  'an OTEL_CONFIG_FILE that is missing': {
    env: { OTEL_CONFIG_FILE: './missing.yaml' },
    says: /Could not load OpenTelemetry configuration/,
  },
  'an OTEL_CONFIG_FILE that is no YAML': {
    env: { OTEL_CONFIG_FILE: './broken.yaml' },
    files: { 'broken.yaml': 'a: [b: {' },
    says: /Could not load OpenTelemetry configuration/,
  },
  'OTEL_SDK_DISABLED beside a wrong value': {
    env: { OTEL_SDK_DISABLED: 'true', LLM_OTEL_SPAN_NAMES: 'x' },
  },
  'a log directory that is a file': {
    env: { LLM_OTEL_LOG_DIR: './program.mjs' },
    says: /could not be written: .*ENOTDIR/,
  },
  'a log directory that cannot be made': {
    env: { LLM_OTEL_LOG_DIR: '/sys/none/logs' },
    says: /could not be written: .*E(?:PERM|ACCES|ROFS)/,
  },
  'a log directory below /proc': {
    env: { LLM_OTEL_LOG_DIR: '/proc/none/logs' },
    says: /could not be written: .*ENOENT/,
  },
  'an @opentelemetry/api without metrics': { files: oldApi },
  'an application of ES modules only': {
    files: { 'package.json': '{"type":"module","exports":{"import":"./program.mjs"}}' },
    records: 1,
  },
  'an application in one bundle': {
    shell: `${rolldown} program.mjs --platform node -o bundle.mjs >/dev/null 2>&1 && $NODE bundle.mjs`,
  },
  'a working directory that is gone': {
    shell: 'D=$PWD; mkdir gone && cd gone && rmdir ../gone && $NODE "$D/program.mjs"',
  },
  'a stderr that is closed': { shell: '$NODE program.mjs 2>&-', records: 1 },
  'a stderr that is full': { shell: '$NODE program.mjs 2>/dev/full', records: 1 },
  'a stderr that is read-only': { shell: '$NODE program.mjs 2</dev/null', records: 1 },
  'a stdout that is full': { shell: '$NODE program.mjs >/dev/full', records: 1 },
  'a stdout that is closed': { shell: '$NODE program.mjs >&-', records: 1 },
};

const ANNOUNCEMENT = /^llm-otel: call records are appended to /;

async function run({ shell, env, ...start }: Start, isTraced: boolean): Promise<ScenarioResult> {
  const preload = isTraced ? ['--require', register] : [];
  const node = [process.execPath, ...preload].join(' ');
  return runScenario({
    format: 'esm',
    source,
    timeoutMs: 120_000,
    ...start,
    env: { OPENAI_BASE_URL: traced.mock().url, OPENAI_API_KEY: 'unused', ...env },
    ...(shell === undefined
      ? { nodeArguments: preload }
      : { nodePath: '/bin/sh', nodeArguments: ['-c', `NODE="${node}"; ${shell}`] }),
  });
}

describe('F-27', () => {
  it.each(Object.entries(STARTS))('%s', async (_name, start) => {
    const bare = await run(start, false);
    const withUs = await run(start, true);
    expect(withUs).toMatchObject({ exitCode: bare.exitCode, stdout: bare.stdout });
    const known = new Set(bare.stderr.split('\n'));
    const added = withUs.stderr.split('\n').filter((line) => !known.has(line));
    const said = added.filter((line) => !ANNOUNCEMENT.test(line));
    expect({ said, records: withUs.callRecords().length }).toEqual({
      said: said.filter((line) => start.says?.test(line)).slice(0, 1),
      records: start.records ?? 0,
    });
    expect(said).toHaveLength(start.says === undefined ? 0 : 1);
    expect(traced.mock().requests).toHaveLength(2);
  });

  it('an application without @opentelemetry/api', async () => {
    // Outside of the repository, whose own packages would be found.
    const directory = mkdtempSync(path.join(tmpdir(), 'llm-otel-start-'));
    const modules = path.join(directory, 'node_modules');
    cpSync(path.join(root, 'dist'), path.join(modules, 'llm-otel/dist'), { recursive: true });
    cpSync(path.join(root, 'package.json'), path.join(modules, 'llm-otel/package.json'));
    symlinkSync(path.dirname(require.resolve('openai')), path.join(modules, 'openai'), 'dir');
    const result = await runScenario({
      format: 'esm',
      source,
      directory,
      nodeArguments: ['--require', './node_modules/llm-otel/dist/register.js'],
      env: { OPENAI_BASE_URL: traced.mock().url, OPENAI_API_KEY: 'unused' },
    });
    rmSync(directory, { recursive: true, force: true });
    expect(result).toMatchObject({
      exitCode: 3,
      stdout: 'done\n',
      stderr:
        'llm-otel: needs @opentelemetry/api and stays inactive: npm install @opentelemetry/api\n',
    });
  });
});
