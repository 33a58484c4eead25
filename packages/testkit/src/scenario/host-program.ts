// The program of a process that runs other programs, one after the other.

/** What ends the output of a program: its number and its exit code follow. */
export const MARK = '\u0001end of program ';

/**
 * Reads from file descriptor 3 which file to run next. That has ended when the process would end: when nothing is left to
 * do. Who listens to that, such as an exporter, has done its work before the next one starts.
 */
export const HOST_PROGRAM = String.raw`
'use strict';
const { Socket } = require('node:net');
const { pathToFileURL } = require('node:url');
const outputs = [process.stdout, process.stderr].map((stream) => stream.write.bind(stream));
const orders = new Socket({ fd: 3, readable: true, writable: false });
let running;
const run = (file) => {
  running = { isLoaded: false, isLeft: false };
  if (file.endsWith('.cjs')) require(file);
  else return import(pathToFileURL(file).href).then(() => { running.isLoaded = true; });
  running.isLoaded = true;
};
let order = '';
orders.setEncoding('utf8').on('data', (text) => {
  order += text;
  if (!order.endsWith('\n')) return;
  const file = JSON.parse(order);
  order = '';
  orders.unref();
  run(file);
});
let count = 0;
process.on('beforeExit', () => {
  if (running === undefined) return;
  if (!running.isLeft) {
    // Other listeners may have started something.
    running.isLeft = true;
    setImmediate(() => {});
    return;
  }
  // What Node.js says of a module whose await never ends.
  const exitCode = running.isLoaded ? process.exitCode ?? 0 : 13;
  running = process.exitCode = undefined;
  count += 1;
  orders.ref();
  for (const write of outputs) write(${JSON.stringify(MARK)} + count + ' ' + exitCode + ';');
});
`;
