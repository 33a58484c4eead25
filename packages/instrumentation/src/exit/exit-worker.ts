// The worker program of last-export.ts. It is a string, so that it is available wherever this module
// is, even in a bundle, and plain JavaScript, so that it needs no compilation.

/**
 * Sends the requests in its `workerData`, posts `{ index, answer }` to `port` for each as it is answered, then
 * sets the first element of `wake` and wakes the waiting thread in any case.
 */
export const EXIT_WORKER = `
'use strict';
const { workerData } = require('node:worker_threads');
const { requests, wake, limit, port } = workerData;
const LONGEST_BODY = 16384;
const done = () => {
  Atomics.store(wake, 0, 1);
  Atomics.notify(wake, 0);
};
const post = (index, answer) => port.postMessage({ index, answer });
const failed = (error) => ({
  error: { code: String(error && error.code || ''), message: String(error && error.message || error) },
});
process.on('uncaughtException', (error) => {
  requests.forEach((_, index) => post(index, failed(error)));
  done();
});

const send = ({ url, headers, body, tls }) => new Promise((resolve, reject) => {
  const target = new URL(url);
  const { request, Agent } = require(target.protocol === 'http:' ? 'node:http' : 'node:https');
  // The global agent may go through a proxy, where the exporter's does not.
  const options = { method: 'POST', headers, timeout: limit, agent: new Agent(tls) };
  const sent = request(target, options, (response) => {
    const answer = { status: response.statusCode, type: response.headers['content-type'] || '', body: '' };
    response.on('error', () => resolve(answer)).on('close', () => resolve(answer));
    response.on('data', (piece) => {
      if (answer.body.length < LONGEST_BODY) answer.body += piece.toString('latin1');
    });
  });
  sent.on('error', reject).end(body);
});

Promise.all(
  requests.map((each, index) =>
    send(each).catch(failed).then((answer) => post(index, answer)),
  ),
).then(done);
`;
