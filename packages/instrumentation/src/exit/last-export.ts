// The last export of an exiting process: nothing asynchronous runs in this thread any
// more, so a worker sends, and this thread waits for it.

import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import { reportOwn } from '../foundation/safely.ts';
import { EXIT_WORKER } from './exit-worker.ts';

/** The exit worker's input: one HTTP request. */
export interface LastRequest {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Uint8Array;
  /** Options of a `node:https` agent; PEM texts. */
  readonly tls: {
    readonly ca?: string | undefined;
    readonly cert?: string | undefined;
    readonly key?: string | undefined;
    readonly rejectUnauthorized: boolean;
  };
}

/**
 * Sends the requests; returns when all are answered or have failed, after `limit` ms at the latest, and
 * at once if no worker can start. Never throws.
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
    // An application may have replaced the class.
    if (!(worker.threadId > 0)) throw new Error('the worker has no thread');
    tellFailures(port1, Atomics.wait(wake, 0, 0, limit) !== 'timed-out');
  } catch (error) {
    reportOwn('the last export', error);
  }
}

function tellFailures(port: MessagePort, isDone: boolean): void {
  if (!isDone) reportOwn('the last export', new Error('time was up before all was answered'));
  const received = receiveMessageOnPort(port) as { message: readonly string[] } | undefined;
  for (const failure of received?.message ?? []) reportOwn('the last export', new Error(failure));
}
