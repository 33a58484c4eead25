// The program of the worker of last-export.ts. It is a text, so that it is there wherever this module
// is, in a bundle too, and plain JavaScript, so that nothing has to be made of it.

/**
 * Sends the requests of its `workerData`, posts the failures as an array of texts to `port`, then
 * sets the first element of `wake` and wakes the waiting thread, whatever happens.
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
