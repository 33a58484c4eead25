// One node of an engine for a test of a file; it is gone after the test.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { Service } from '../../../scripts/stack/service.ts';
import { mavenJars } from '../../test/maven-jars.ts';
import type { Engine, Node } from './engines.ts';

const mustRun = process.env['CI'] !== undefined;

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** Why the tests with this engine are skipped: something is missing, and nobody insists. */
export async function whyNot(engine: Engine, other?: string): Promise<string | undefined> {
  const reason = other ?? (await mavenJars(engine)).reason;
  if (reason === undefined || mustRun) return undefined;
  console.warn(`skipped, since ${reason}`);
  return reason;
}

/** Starts one in a fresh directory. */
export async function startedNode(engine: Engine): Promise<{ node: Node; service: Service }> {
  const jars = await mavenJars(engine);
  if (jars.classPath === undefined) throw new Error(jars.reason);
  const directory = await mkdtemp(path.join(tmpdir(), `llm-otel-${engine.name}-`));
  const prepared = await engine.prepare(jars.classPath, directory);
  const running = new Set<Service>();
  const node: Node = {
    ...prepared,
    start() {
      const service = prepared.start();
      running.add(service);
      void service.ended.then(() => running.delete(service));
      return service;
    },
  };
  cleanups.push(async () => {
    await Promise.all([...running].map((service) => service.stop('SIGKILL')));
    await rm(directory, { recursive: true, force: true });
  });
  const service = node.start();
  await service.ready();
  return { node, service };
}
