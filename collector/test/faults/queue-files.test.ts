// Files of a queue that this collector did not write so: those of an older version, and damaged ones.

import { execFile } from 'node:child_process';
import { mkdir, open, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { faultyStack, isSkipped, type FaultyStack } from './faulty-stack.ts';
import { sendSpans } from './spans.ts';
import { arrivedInJaeger, missingFrom, storedInFile } from './stored.ts';

const run = promisify(execFile);
const QUEUE = 'exporter_otlp_grpc_jaeger_traces';
const SPANS = 2000;

/** The commands of the README: the first sets queues aside, the second sends the file again. */
async function repairs(): Promise<readonly string[]> {
  const readme = await readFile(path.join(import.meta.dirname, '../../README.md'), 'utf8');
  const [, section = ''] = readme.split('\n### A damaged queue\n');
  const [here = ''] = section.split('\n## ');
  return [...here.matchAll(/```sh\n([^]*?)```/g)].map(([, command]) => command ?? '');
}

/** A collector that was killed while spans waited for Jaeger. */
async function withBacklog(): Promise<{ stack: FaultyStack; accepted: ReadonlySet<string> }> {
  const stack = await faultyStack();
  const collector = await stack.start('collector');
  const volume = { count: SPANS, perRequest: 40, service: 'waiting' };
  const { accepted } = await sendSpans(stack.endpoints.otlpHttp, volume);
  expect(accepted.size).toBe(SPANS);
  await collector.stop('SIGKILL');
  return { stack, accepted };
}

/** Overwrites a part of the file with zeros. */
async function blank(file: string, from: number, to: number): Promise<void> {
  const { size } = await stat(file);
  const start = Math.round(size * from);
  const handle = await open(file, 'r+');
  await handle.write(Buffer.alloc(Math.round(size * to) - start), 0, undefined, start);
  await handle.close();
}

describe.skipIf(isSkipped)('the queue for Jaeger', () => {
  it.each([
    // Called exporter_otlp_jaeger_traces there, and renamed as the README says.
    { version: '0.140.0', service: 'oldest-collector' },
    { version: '0.144.0', service: 'older-collector' },
  ])('of version $version is delivered whole', async ({ version, service }) => {
    const stack = await faultyStack();
    await mkdir(stack.queues, { recursive: true });
    const fixture = path.join(import.meta.dirname, `fixtures/queue-of-${version}.gz`);
    await writeFile(path.join(stack.queues, QUEUE), gunzipSync(await readFile(fixture)));
    await Promise.all([stack.start('collector'), stack.start('jaeger')]);
    const { identities } = await arrivedInJaeger(stack, service, 300);
    expect(identities.size).toBe(300);
  });

  it.each([
    { damage: 'the beginning is gone', from: 0, to: 0.05, says: 'invalid database' },
    { damage: 'the first half is gone', from: 0.04, to: 0.5, says: 'Page expected to be' },
    { damage: 'the second half is gone', from: 0.5, to: 1, says: 'Page expected to be' },
  ])('$damage: the collector ends until the README repairs it', async ({ from, to, says }) => {
    const { stack, accepted } = await withBacklog();
    await blank(path.join(stack.queues, QUEUE), from, to);
    const log = path.join(stack.directory, 'otel-state/collector.log');
    for (let attempt = 0; attempt < 2; attempt += 1) {
      expect(await stack.launch('collector').ended).toMatch(/^collector ended with exit code [12]/);
      expect(await readFile(log, 'utf8')).toContain(says);
    }

    const [setAside, sendAgain] = await repairs();
    const inDirectory = { cwd: stack.directory };
    await run('sh', ['-c', setAside!], inDirectory);
    await Promise.all([stack.start('collector'), stack.start('jaeger')]);
    const there = stack.endpoints.otlpHttp;
    await run('sh', ['-ec', sendAgain!.replace('http://127.0.0.1:4318', there)], inDirectory);

    const inJaeger = await arrivedInJaeger(stack, 'waiting', SPANS);
    expect(missingFrom(inJaeger.identities, accepted)).toEqual([]);
    expect(await storedInFile(stack.files.traces)).toMatchObject({
      identities: { size: SPANS },
      duplicates: SPANS,
    });
  });
});
