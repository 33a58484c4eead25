// The worker program of last-export.ts. It is a string, so that it is available wherever this module
// is, even in a bundle, and plain JavaScript, so that it needs no compilation.

/**
 * Sends the requests in its `workerData`, posts the failures as an array of strings to `port`, then
 * sets the first element of `wake` and wakes the waiting thread in any case.
 */
export const EXIT_WORKER = `
'use strict';
const { workerData } = require('node:worker_threads');
const { requests, wake, limit, port } = workerData;
const failures = [];
const done = () => {
  port.postMessage(failures);
  Atomics.store(wake, 0, 1);
  Atomics.notify(wake, 0);
};
const fail = (url, error) => failures.push(url + ': ' + (error && error.message || error));
process.on('uncaughtException', (error) => {
  fail('the worker', error);
  done();
});

const send = ({ url, headers, body, tls }) => new Promise((resolve, reject) => {
  const target = new URL(url);
  const { request, Agent } = require(target.protocol === 'http:' ? 'node:http' : 'node:https');
  // The global agent may go through a proxy, where the exporter's does not.
  const options = { method: 'POST', headers, timeout: limit, agent: new Agent(tls) };
  const sent = request(target, options, (response) => {
    response.on('error', reject).on('close', resolve).resume();
    if (response.statusCode > 299) reject(new Error('status ' + response.statusCode));
  });
  sent.on('error', reject).end(body);
});

Promise.all(requests.map((each) => send(each).catch((error) => fail(each.url, error)))).then(done);
`;
