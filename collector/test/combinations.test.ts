// Whatever overlays are given, redaction stays: no secret leaves the real collector with any, with any two, or with all
// of them. Those that send to a backend run one at a time, without it: what they would send waits on the disk. That none
// touches what is before its half of the pipelines is checked by `npm run collector:check`.

import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { startStack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { byNumber, CANARIES, canariesIn, nested } from './canaries.ts';
import { sendCounter, sendLog, sendSpan } from './otlp-request.ts';

const { reason: missing } = findBinary('collector');
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
/** None, each, every two, and all: merging configs, an overlay can undo what one other does, or do it alone. */
const combinations = [
  [],
  ...names.map((name) => [name]),
  ...names.flatMap((one, index) => names.slice(index + 1).map((other) => [one, other])),
  names,
  ...destinations.map(({ name }) => [name]),
];
const texts = byNumber(CANARIES.map(({ text }) => text));
const everywhere = { ...texts, ...nested(texts) };

describe.skipIf(missing !== undefined && !mustRun)('combinations of overlays', () => {
  it.each(combinations.map((chosen) => ({ chosen })))(
    'redacts with $chosen',
    async ({ chosen }) => {
      const directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-combination-'));
      const stack = await startStack({
        directory,
        ports: 'free',
        overlays: chosen,
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
    },
  );
});

/** What stands in the files of a directory, byte by byte. */
async function filesIn(directory: string): Promise<string[]> {
  const files = await readdir(directory);
  return Promise.all(files.map((name) => readFile(path.join(directory, name), 'latin1')));
}
