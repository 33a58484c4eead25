// Node.js versions under test, from npm's `node-<platform>-<arch>` packages.

import { downloaded } from './downloads.ts';

/** The path of `bin/node` in this version. */
export function nodeBinary(version: string): Promise<string> {
  const name = `node-${process.platform}-${process.arch}`;
  return downloaded(`${name}@${version}`, `${name}/bin/node`);
}
