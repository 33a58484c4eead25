// One node of an engine for a test of a file; it is gone after the test.

import type { Service } from '../../../scripts/stack/service.ts';
import { mavenJars } from '../../test/maven-jars.ts';
import { testDirectory } from '../../test/test-directory.ts';
import type { Engine, Node } from './engines.ts';

const mustRun = process.env['CI'] !== undefined;

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
  const { directory, watch } = await testDirectory(engine.name);
  const prepared = await engine.prepare(jars.classPath, directory);
  const node: Node = { ...prepared, start: () => watch(prepared.start()) };
  const service = node.start();
  await service.ready();
  return { node, service };
}
