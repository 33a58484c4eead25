// When an agent of Mastra is at its end.

import type { RunningOperation, Tracing } from '../../model/tracing.ts';
import { endOf } from './answers.ts';
import { failWith } from './failures.ts';
import { LegacyReading, type LegacyStream } from './legacy-stream.ts';
import { awaitRun } from './networks.ts';

/** What it was asked with, as far as its end depends on that. */
export interface AgentOptions {
  readonly abortSignal?: AbortSignal;
}
/** The answer, which is read as a stream while the agent works. */
interface Output {
  /** Of a durable agent: the answer. */
  readonly output?: Output;
  readonly status?: string;
  readonly error?: unknown;
  _waitUntilFinished?(): PromiseLike<unknown>;
  _getImmediateFinishReason?(): string | undefined;
  _getImmediateText?(): string;
}
/** The whole answer. */
interface FullOutput {
  readonly finishReason?: string;
  readonly text?: string;
  /** In place of a text, if the application has asked for it in the older way. */
  readonly object?: unknown;
}

/** Ends what has begun, now or once `result` is complete. */
export type Ending = (
  running: RunningOperation,
  result: object,
  tracing: Tracing,
  options: AgentOptions | undefined,
) => void;

/** What is streamed may be left unread: the agent waits forever. */
const left = new FinalizationRegistry<RunningOperation>((running) =>
  running.end({ outcome: 'abandoned' }),
);

/** The answer is there. */
export function answered(
  running: RunningOperation,
  { finishReason, text, object }: FullOutput,
): void {
  running.end(endOf(finishReason, () => text ?? JSON.stringify(object)));
}

/** The agent works whether it is read or not. */
export function streamed(running: RunningOperation, result: Output, tracing: Tracing): void {
  const { output = result } = result;
  const over = output._waitUntilFinished?.();
  if (over === undefined) return running.end();
  left.register(output, running);
  void over.then(() =>
    tracing.attempt('mastra: the end of a stream', () => {
      if (output.error !== undefined) failWith(running, output.error);
      else if (output.status === 'canceled') running.end({ outcome: 'aborted' });
      else {
        running.end(
          endOf(output._getImmediateFinishReason?.(), () => output._getImmediateText?.()),
        );
      }
    }),
  );
}

/** It goes on only while it is read. */
export function read(
  running: RunningOperation,
  { baseStream }: LegacyStream,
  tracing: Tracing,
): void {
  if (baseStream === undefined) running.end();
  else tracing.watch(baseStream, running, new LegacyReading(running));
}

/** Several agents, one of which says who is next. */
export function worked(
  running: RunningOperation,
  result: object,
  _tracing: Tracing,
  options: AgentOptions | undefined,
): void {
  awaitRun(running, result, options?.abortSignal);
}
