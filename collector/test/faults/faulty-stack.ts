// One stack for each test of a file, whose processes end and come back as the test wants; all of them are gone
// after it.

import {
  type PreparationOptions,
  prepareStack,
  type PreparedStack,
  stackBinaries,
  type StackBinary,
  type StartOptions,
} from '../../../scripts/stack/prepare-stack.ts';
import type { Service } from '../../../scripts/stack/service.ts';
import { findBinary } from '../../distribution/binaries.ts';
import { testDirectory } from '../test-directory.ts';
import { MOST_TRACES } from './stored.ts';

const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);

/** Whether the tests are skipped: a binary is not built, and nobody insists. */
export const isSkipped = missing.length > 0 && process.env['CI'] === undefined;
if (isSkipped) console.warn(`skipped, since ${missing.join('; ')}`);

/** A stack of which nothing runs until it is told. */
export interface FaultyStack extends Omit<PreparedStack, 'start'> {
  readonly directory: string;
  /** Starts a process, or starts it again, and waits until it is ready. */
  start(name: StackBinary, options?: StartOptions): Promise<Service>;
  /** Starts a process that may never be ready. */
  launch(name: StackBinary, options?: StartOptions): Service;
}

/** Prepares a stack on free ports in a fresh directory. */
export async function faultyStack(
  options: Partial<Omit<PreparationOptions, 'directory' | 'ports'>> = {},
): Promise<FaultyStack> {
  const { directory, watch } = await testDirectory('fault');
  const variables = { LLM_OTEL_JAEGER_MAX_TRACES: String(MOST_TRACES), ...options.variables };
  const prepared = await prepareStack({ directory, ports: 'free', ...options, variables });
  const launch = (name: StackBinary, how?: StartOptions): Service =>
    watch(prepared.start(name, how));
  return {
    ...prepared,
    directory,
    launch,
    async start(name, how) {
      const service = launch(name, how);
      await service.ready();
      return service;
    },
  };
}
