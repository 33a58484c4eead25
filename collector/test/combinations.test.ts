// Whatever overlays are given, redaction stays. Of every combination of those that need no backend, each with another one
// and with all others, the collector says what it made of the configs: redaction is where it is without overlays, whole,
// and nothing else receives what applications send. And no secret leaves with none of them, with each, and with all; those
// that send to a backend run one at a time, without it: what they would send waits on the disk.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { startStack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { byNumber, CANARIES, canariesIn, nested } from './canaries.ts';
import { sendCounter, sendLog, sendSpan } from './otlp-request.ts';

const run = promisify(execFile);
const { path: collector, reason: missing } = findBinary('collector');
const mustRun = process.env['CI'] !== undefined;
if (missing !== undefined && !mustRun) console.warn(`skipped, since ${missing}`);

const directoryOfOverlays = path.join(import.meta.dirname, '../overlays');
const overlays = await Promise.all(
  (await readdir(directoryOfOverlays)).toSorted().map(async (file) => ({
    name: path.basename(file, '.yaml'),
    text: await readFile(path.join(directoryOfOverlays, file), 'utf8'),
  })),
);
const runnable = overlays.filter(({ text }) => !/^# Run +not run/m.test(text));
/** Another test has the certificates that this one needs. */
const others = runnable.filter(({ name }) => name !== 'tls-auth');
const destinations = others.filter(({ text }) => text.includes('receivers: [forward/out]'));
const names = others.filter((overlay) => !destinations.includes(overlay)).map(({ name }) => name);
const every = names.reduce<string[][]>(
  (sets, name) => [...sets, ...sets.map((set) => [...set, name])],
  [[]],
);
const leaking = every
  .filter(({ length }) => length < 2 || length === names.length)
  .concat(destinations.map(({ name }) => [name]));
/** Those that need a backend or certificates, one beside each combination. */
const beside = runnable.map(({ name }) => name).filter((name) => !names.includes(name));
const merges = [
  [],
  ...every.map((chosen, index) => [...chosen, beside[index % beside.length]!]),
  [...names, ...beside],
];
const AT_ONCE = 4;
const texts = byNumber(CANARIES.map(({ text }) => text));
const everywhere = { ...texts, ...nested(texts) };

describe.skipIf(missing !== undefined && !mustRun)('combinations of overlays', () => {
  it('have the same redaction before all else', async () => {
    const plain = await merged([]);
    expect(plain.pipelines).toEqual(
      ['logs/in', 'metrics/in', 'traces/in'].map((name) => [
        name,
        {
          receivers: ['otlp'],
          processors: ['memory_limiter', 'transform/redact'],
          exporters: ['forward'],
        },
      ]),
    );
    for (let at = 0; at < merges.length; at += AT_ONCE) {
      const some = merges.slice(at, at + AT_ONCE);
      const found = await Promise.all(some.map(merged));
      for (const [index, one] of found.entries()) {
        expect({ chosen: some[index], ...one }).toEqual({ chosen: some[index], ...plain });
      }
    }
  });

  it.each(leaking.map((chosen) => ({ chosen })))('redacts with $chosen', async ({ chosen }) => {
    const directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-combination-'));
    const stack = await startStack({
      directory,
      ports: 'free',
      overlays: chosen,
      // A bucket has no default, since names of buckets are everybody's.
      variables: { LLM_OTEL_S3_BUCKET: 'none', LLM_OTEL_S3_ENDPOINT: 'http://127.0.0.1:9' },
      hasBackends: false,
    });
    const { otlpHttp } = stack.endpoints;
    const resource = { 'service.name': 'leaky', ...everywhere };
    const attributes = { ...everywhere, 'gen_ai.input.messages': Object.values(texts) };
    try {
      await sendSpan(otlpHttp, { resource, attributes, event: { attributes } });
      await sendLog(otlpHttp, { resource, attributes, body: texts });
      await sendCounter(otlpHttp, [everywhere], resource);
    } finally {
      // It writes what it holds when it ends.
      await stack.stop();
    }
    const written = await Promise.all(
      Object.values(stack.files).map((file) => readFile(file, 'utf8')),
    );
    const queues = await filesIn(path.join(directory, 'otel-state/queue'));
    const log = await readFile(path.join(directory, 'otel-state/collector.log'), 'utf8');
    expect(written.every((text) => text.includes('leaky'))).toBe(true);
    expect(written.join('').includes('[SECRET:')).toBe(true);
    expect(canariesIn([...written, ...queues, log].join(''))).toEqual([]);
    await rm(directory, { recursive: true, force: true });
  });
});

interface Config {
  readonly receivers: Readonly<Record<string, unknown>>;
  readonly processors: Readonly<Record<string, unknown>>;
  readonly service: {
    readonly pipelines: Readonly<Record<string, { readonly receivers: readonly string[] }>>;
  };
}

/** What the collector makes of the configs, as far as it is before the overlays' half: all that receives. */
async function merged(chosen: readonly string[]): Promise<{ pipelines: unknown; redact: unknown }> {
  const files = ['config', 'redaction', ...chosen.map((name) => `overlays/${name}`)];
  const options = ['--validate=false', '--mode=unredacted', '--format=json'].concat(
    files.map((file) => `--config=${path.join(import.meta.dirname, '..', file)}.yaml`),
  );
  const { stdout } = await run(collector!, ['print-config', ...options], {
    maxBuffer: 64 * 2 ** 20,
  });
  const { receivers, processors, service } = JSON.parse(stdout) as Config;
  return {
    pipelines: Object.entries(service.pipelines)
      .filter(([, pipeline]) => pipeline.receivers.some((receiver) => receiver in receivers))
      .toSorted(([one], [other]) => (one < other ? -1 : 1)),
    redact: processors['transform/redact'],
  };
}

/** What stands in the files of a directory, byte by byte. */
async function filesIn(directory: string): Promise<string[]> {
  const files = await readdir(directory);
  return Promise.all(files.map((name) => readFile(path.join(directory, name), 'latin1')));
}
