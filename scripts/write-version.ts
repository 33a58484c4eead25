// Writes the version of the package as a constant, before each build: bundles have no package.json to read.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', 'packages', 'instrumentation');
const file = path.join(root, 'src', 'foundation', 'version.ts');
const { version } = JSON.parse(readFileSync(path.join(root, 'package.json'), 'utf8')) as {
  version: string;
};
const before = readFileSync(file, 'utf8');
const after = before.replace(/'[^']*';\n$/, `'${version}';\n`);
if (after !== before) writeFileSync(file, after);
