// The last export of an exiting process: nothing asynchronous runs in this thread any
// more, so a worker sends, and this thread waits for it.

import {
  MessageChannel,
  type MessagePort,
  receiveMessageOnPort,
  Worker,
} from 'node:worker_threads';
import { reportOwn, safelyAlone } from '../foundation/safely.ts';
import { EXIT_WORKER } from './exit-worker.ts';

/** What a request was answered: nothing yet, an error, or a status with the beginning of a body. */
export interface Answer {
  readonly status?: number;
  /** The content type. */
  readonly type?: string;
  readonly body?: string;
  readonly error?: { readonly code: string; readonly message: string };
}

/** The code of an error that kept the request from being sent. */
export const NOT_SENT = 'NOT_SENT';

/** One HTTP request. */
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
  /** Called once with the answer. */
  answered(answer: Answer): void;
}

/** What the worker posts. */
interface Answered {
  readonly index: number;
  readonly answer: Answer;
}

/**
 * Sends the requests; returns when all are answered or have failed, after `limit` ms at the latest, and
 * at once if no worker can start. Each request is told its answer. Never throws.
 */
export function exportNow(requests: readonly LastRequest[], limit: number): void {
  if (requests.length === 0) return;
  const answers = limit > 0 ? send(requests, limit) : undefined;
  requests.forEach((request, index) => tell(request, answers?.get(index) ?? {}));
}

/** The answers by the index of their request. */
function send(requests: readonly LastRequest[], limit: number): ReadonlyMap<number, Answer> {
  const wake = new Int32Array(new SharedArrayBuffer(4));
  const answers = new Map<number, Answer>();
  try {
    const { port1, port2 } = new MessageChannel();
    const toSend = requests.map(({ url, headers, body, tls }) => ({ url, headers, body, tls }));
    const worker = new Worker(EXIT_WORKER, {
      eval: true,
      workerData: { requests: toSend, wake, limit, port: port2 },
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
    if (Atomics.wait(wake, 0, 0, limit) === 'timed-out') {
      reportOwn('the last export', new Error('time was up before all was answered'));
    }
    for (const { index, answer } of received(port1)) answers.set(index, answer);
  } catch (error) {
    reportOwn('the last export', error);
    const unsent: Answer = { error: { code: NOT_SENT, message: '' } };
    requests.forEach((_, index) => answers.set(index, unsent));
  }
  return answers;
}

function* received(port: MessagePort): Generator<Answered> {
  for (;;) {
    const message = receiveMessageOnPort(port) as { message: Answered } | undefined;
    if (message === undefined) return;
    yield message.message;
  }
}

function tell(request: LastRequest, answer: Answer): void {
  const { status = 0, error } = answer;
  const failure = error?.message ?? (status > 299 ? `status ${status}` : '');
  if (failure !== '') reportOwn('the last export', new Error(`${request.url}: ${failure}`));
  safelyAlone('counting the last export', () => request.answered(answer));
}
