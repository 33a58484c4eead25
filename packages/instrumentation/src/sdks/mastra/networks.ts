// Networks of agents: a hidden workflow works for them whether anybody reads or not, and they are over with it.

import type { RunningOperation } from '../../model/tracing.ts';
import { endOf } from './answers.ts';
import { failWith } from './failures.ts';

/** How the run of a workflow has ended. */
export interface Ended {
  readonly status?: string;
  readonly error?: unknown;
  /** What its last step has returned. */
  readonly result?: unknown;
}
interface Identified {
  readonly runId?: string;
}
interface Network {
  readonly running: RunningOperation;
  readonly signal: AbortSignal | undefined;
}

/** By the ids of their runs. */
const networks = new Map<string, Network>();
/** The ids of hidden runs, in which others may be. */
const underWay = new Set<string>();
/** A run may never begin. */
const left = new FinalizationRegistry<string>((runId) =>
  finish(runId, ({ running }) => running.end({ outcome: 'abandoned' })),
);

/** `running`, which has returned `result`, is over with its run. */
export function awaitRun(
  running: RunningOperation,
  result: object,
  signal: AbortSignal | undefined,
): void {
  const { runId } = result as Identified;
  if (runId === undefined) return running.end();
  networks.set(runId, { running, signal });
  left.register(result, runId);
}

/** Runs a hidden workflow, which may be that of a network. */
export function runHidden(asked: object, run: () => Promise<unknown>): Promise<unknown> {
  const { runId } = asked as Identified;
  if (runId === undefined || underWay.has(runId)) return run();
  underWay.add(runId);
  const result = run();
  const over = (how: (network: Network) => void): void => {
    underWay.delete(runId);
    finish(runId, how);
  };
  void result.then(
    (ended) => over((network) => end(network, ended as Ended)),
    (error: unknown) => over(({ running }) => failWith(running, error)),
  );
  return result;
}

function finish(runId: string, how: (network: Network) => void): void {
  const network = networks.get(runId);
  networks.delete(runId);
  if (network !== undefined) how(network);
}

function end({ running, signal }: Network, { status, error, result }: Ended): void {
  if (signal?.aborted === true || status === 'canceled') return running.end({ outcome: 'aborted' });
  if (status === 'failed') return failWith(running, error);
  const text = (result as { readonly result?: unknown } | undefined)?.result;
  running.end(endOf(undefined, () => (typeof text === 'string' ? text : undefined)));
}
