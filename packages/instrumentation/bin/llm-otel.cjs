#!/usr/bin/env node
// The command `llm-otel` lives in a package of its own, which brings a database along: programs that only
// write call records need not install it.

'use strict';

const path = require('node:path');
const { pathToFileURL } = require('node:url');

const PACKAGE = '@llm-otel/query/package.json';

function find() {
  for (const place of [path.join(process.cwd(), 'package.json'), __filename]) {
    try {
      return require('node:module').createRequire(place).resolve(PACKAGE);
    } catch (error) {
      if (error.code !== 'MODULE_NOT_FOUND') throw error;
    }
  }
  return undefined;
}

const found = find();
if (found === undefined) {
  console.error('llm-otel: the command is in the package @llm-otel/query; install it with');
  console.error('  npm install --save-dev @llm-otel/query');
  process.exitCode = 1;
} else {
  const main = path.join(path.dirname(found), require(found).bin['llm-otel-query']);
  import(pathToFileURL(main).href).catch((error) => {
    console.error(error);
    process.exitCode = 1;
  });
}
