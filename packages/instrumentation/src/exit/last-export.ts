// The last export of a process, while it exits: nothing asynchronous happens in this thread any
// more, so a worker sends, and this thread waits for it.

import path from 'node:path';
import { Worker } from 'node:worker_threads';
import { otelApi } from '../foundation/otel-api.ts';
import type { OtlpRequest } from '../otlp/otlp-request.ts';

/** Sends the requests; returns when all are answered or have failed, at the latest after `limit` ms. */
export function exportNow(requests: readonly OtlpRequest[], limit: number): void {
  if (requests.length === 0) return;
  const wake = new Int32Array(new SharedArrayBuffer(4));
  try {
    const worker = new Worker(path.join(__dirname, 'exit-worker.js'), {
      workerData: { requests, wake, limit },
      // Neither preloads nor variables of the application: the worker only sends.
      execArgv: [],
      env: {},
      stdout: true,
      stderr: true,
    });
    worker.unref();
    Atomics.wait(wake, 0, 0, limit);
  } catch (error) {
    otelApi()?.diag.error('llm-otel: the last export failed', error);
  }
}
