// A fresh directory for a test, and what it has started there: both are gone after the test.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach } from 'vitest';
import type { Service } from '../../scripts/stack/service.ts';

/** Such a directory. */
export interface TestDirectory {
  readonly directory: string;
  /** From now on `service` does not outlive the test; returns it. */
  watch(service: Service): Service;
}

const cleanups: (() => Promise<void>)[] = [];
afterEach(async () => {
  for (const cleanup of cleanups.splice(0)) await cleanup();
});

/** Makes one whose name begins with `llm-otel-` and `name`. */
export async function testDirectory(name: string): Promise<TestDirectory> {
  const directory = await mkdtemp(path.join(tmpdir(), `llm-otel-${name}-`));
  const running = new Set<Service>();
  cleanups.push(async () => {
    await Promise.all([...running].map((service) => service.stop('SIGKILL')));
    await rm(directory, { recursive: true, force: true });
  });
  return {
    directory,
    watch(service) {
      running.add(service);
      void service.ended.then(() => running.delete(service));
      return service;
    },
  };
}
