// The last export of a process, while it exits: nothing asynchronous happens in this thread any
// more, so a worker sends, and this thread waits for it.

import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import { report } from '../foundation/safely.ts';
import { EXIT_WORKER } from './exit-worker.ts';

/** Everything that the exit worker needs to know: a request over HTTP. */
export interface LastRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Options of an agent of `node:https`; PEM texts. */
  readonly tls: {
    readonly ca?: string | undefined;
    readonly cert?: string | undefined;
    readonly key?: string | undefined;
    readonly rejectUnauthorized: boolean;
  };
}

/**
 * Sends the requests; returns when all are answered or have failed, at the latest after `limit` ms, and
 * at once if no worker can be started. Never throws.
 */
export function exportNow(requests: readonly LastRequest[], limit: number): void {
  if (requests.length === 0 || limit <= 0) return;
  const wake = new Int32Array(new SharedArrayBuffer(4));
  try {
    const { port1, port2 } = new MessageChannel();
    const worker = new Worker(EXIT_WORKER, {
      eval: true,
      workerData: { requests, wake, limit, port: port2 },
      transferList: [port2],
      // Neither preloads nor variables of the application: the worker only sends.
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
    });
    worker.unref();
    // An application may have put something else in the place of the class.
    if (!(worker.threadId > 0)) throw new Error('the worker has no thread');
    tellFailures(port1, Atomics.wait(wake, 0, 0, limit) !== 'timed-out');
  } catch (error) {
    report('the last export', error);
  }
}

function tellFailures(port: MessagePort, isDone: boolean): void {
  if (!isDone) report('the last export', new Error('time was up before all was answered'));
  const received = receiveMessageOnPort(port) as { message: readonly string[] } | undefined;
  for (const failure of received?.message ?? []) report('the last export', new Error(failure));
}
