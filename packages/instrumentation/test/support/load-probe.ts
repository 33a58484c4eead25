// A program that tells what is loaded and read from its first call until the first byte of the request, and
// from there until the answer reaches it. Knows Node.js; nothing of this package.

/** What happened in one of the two times, one line each: `load <file>`, `builtin <name>`, `fs <function> <path>`. */
export interface Noted {
  /** Until the headers are about to be written. */
  readonly before: readonly string[];
  /** Until the program has the answer. */
  readonly after: readonly string[];
}

/**
 * To be required in front of all other preloads. `notes()` begins; `told()` ends and returns what was noted;
 * `loaded()` names the CommonJS modules that the process has loaded.
 */
export const PROBE = `
'use strict';
const Module = require('node:module');
const fs = require('node:fs');
const { subscribe } = require('node:diagnostics_channel');
const noted = { before: [], after: [] };
let time;
let known;
const note = (line) => { if (time !== undefined) noted[time].push(line); };
const builtins = () => {
  for (const name of process.moduleLoadList.slice(known)) {
    // A binding is code of the executable: nothing is loaded for it.
    if (!name.startsWith('Internal Binding ')) note('builtin ' + name);
  }
  known = process.moduleLoadList.length;
};
const watch = (owner, name, toLine) => {
  const original = owner[name];
  if (typeof original !== 'function' || /^[A-Z]/.test(name)) return;
  owner[name] = function (...args) { note(toLine(...args)); return original.apply(this, args); };
};
watch(Module.prototype, 'load', (file) => 'load ' + file);
watch(Module, '_resolveFilename', (name) => 'resolve ' + name);
for (const [owner, prefix] of [[fs, 'fs '], [fs.promises, 'fs.promises ']]) {
  for (const name of Object.keys(owner)) watch(owner, name, (place) => prefix + name + ' ' + String(place));
}
Module.registerHooks?.({ load: (url, context, next) => { note('import ' + url); return next(url, context); } });
const isSent = () => {
  if (time !== 'before') return;
  builtins();
  time = 'after';
};
subscribe('undici:client:sendHeaders', isSent);
subscribe('http.client.request.start', isSent);
globalThis.notes = () => { known = process.moduleLoadList.length; time = 'before'; };
globalThis.told = () => { builtins(); time = undefined; return noted; };
globalThis.loaded = () => JSON.stringify(Object.keys(require.cache));
`;
