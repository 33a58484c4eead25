// The instrumentation scope of every span, metric and log record of this package.

import { readFileSync } from 'node:fs';
import path from 'node:path';

const manifest: { name: string; version: string } = JSON.parse(
  readFileSync(path.join(__dirname, '..', '..', 'package.json'), 'utf8'),
);

/** Name and version of this package. */
export const SCOPE = { name: manifest.name, version: manifest.version } as const;
