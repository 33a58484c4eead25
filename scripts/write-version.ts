// Writes versions as constants, before each build: that of the package, as bundles have no package.json to read,
// and that of the OTLP exporters, which they report to the receiver.

import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const root = path.join(import.meta.dirname, '..', 'packages', 'instrumentation');
const file = path.join(root, 'src', 'foundation', 'version.ts');
const versionIn = (manifest: string): string =>
  (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version;
const base = path.join(root, '..', '..', 'node_modules', '@opentelemetry', 'otlp-exporter-base');
const versions = {
  VERSION: versionIn(path.join(root, 'package.json')),
  EXPORTER_VERSION: versionIn(path.join(base, 'package.json')),
};
const before = readFileSync(file, 'utf8');
const after = Object.entries(versions).reduce(
  (text, [name, version]) =>
    text.replace(new RegExp(`(const ${name} = )'[^']*'`), `$1'${version}'`),
  before,
);
if (after !== before) writeFileSync(file, after);
