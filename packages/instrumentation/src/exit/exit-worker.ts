// The worker of last-export.ts: sends what it is given and wakes the waiting thread.

import http from 'node:http';
import https from 'node:https';
import { workerData } from 'node:worker_threads';
import type { OtlpRequest } from '../otlp/otlp-request.ts';

const { requests, wake, limit } = workerData as {
  requests: readonly OtlpRequest[];
  wake: Int32Array;
  limit: number;
};

void Promise.allSettled(requests.map(send)).then(() => {
  Atomics.store(wake, 0, 1);
  Atomics.notify(wake, 0);
});

function send({ url, headers, body, tls }: OtlpRequest): Promise<void> {
  return new Promise((resolve, reject) => {
    const { request } = url.startsWith('https:') ? https : http;
    const sent = request(url, { method: 'POST', headers, timeout: limit, ...tls }, (response) => {
      response.resume().on('close', resolve);
    });
    sent.on('error', reject).end(body);
  });
}
