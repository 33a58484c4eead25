#!/usr/bin/env node
// The command `llm-otel` lives in a package of its own, which brings a database along: programs that only
// write call records need not install it.

'use strict';

const { existsSync } = require('node:fs');
const { createRequire, register } = require('node:module');
const path = require('node:path');
const { pathToFileURL } = require('node:url');

const PACKAGE = '@llm-otel/query/package.json';

function find() {
  for (const place of [path.join(process.cwd(), 'package.json'), __filename]) {
    try {
      return createRequire(place).resolve(PACKAGE);
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}

/**
 * Yarn's Plug'n'Play has a loader for ES modules in its archives. `yarn llm-otel` names it on the command
 * line; `node -r ./.pnp.cjs` does not.
 */
function addPlugAndPlayLoader() {
  if (process.versions.pnp === undefined) return;
  const options = [...process.execArgv, process.env.NODE_OPTIONS].join(' ');
  const loader = path.join(path.dirname(require.resolve('pnpapi')), '.pnp.loader.mjs');
  if (options.includes('.pnp.loader.mjs') || !existsSync(loader)) return;
  register(pathToFileURL(loader).href);
}

const found = find();
if (found === undefined) {
  console.error('llm-otel: the command is in the package @llm-otel/query; install it with');
  console.error('  npm install --save-dev @llm-otel/query');
  process.exitCode = 1;
} else {
  addPlugAndPlayLoader();
  const main = path.join(path.dirname(found), require(found).bin['llm-otel-query']);
  if (!existsSync(main)) {
    console.error(`llm-otel: ${main} is missing; run "npm run build" in a clone, or install the`);
    console.error('package @llm-otel/query again');
    process.exitCode = 1;
  } else {
    import(pathToFileURL(main).href).catch((error) => {
      console.error(`llm-otel: the command cannot be loaded: ${error.message}`);
      process.exitCode = 1;
    });
  }
}
