// Writes docs/telemetry.md, docs/configuration.md and docs/call-record.md from the tables of the package
// and the schema of its records: `npm run docs`.
// With --check it writes nothing and fails if a file differs.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { callRecordDocument } from './docs/call-record.ts';
import { configurationDocument } from './docs/configuration.ts';
import { telemetryDocument } from './docs/telemetry.ts';

const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });
const folder = path.join(import.meta.dirname, '..', 'docs');
const documents = {
  'call-record.md': callRecordDocument(),
  'configuration.md': configurationDocument(),
  'telemetry.md': telemetryDocument(),
};

mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(documents)) {
  const file = path.join(folder, name);
  if (!values.check) writeFileSync(file, text);
  else if (read(file) !== text) {
    console.error(`docs/${name} is not what the tables say: run \`npm run docs\``);
    process.exitCode = 1;
  }
}

function read(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}
