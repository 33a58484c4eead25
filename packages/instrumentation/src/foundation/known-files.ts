// The files that variables of the environment name: each is read once, with the first LLM SDK, and not between a
// call and its request. The build lets the OTLP exporters read them here.

import fs from 'node:fs';
import path from 'node:path';

const known = new Map<string, Buffer>();

/** The content of `file` when it was first read; one that cannot be read is tried again. Throws as Node's does. */
export function readFileSync(file: string): Buffer {
  const place = path.resolve(file);
  let content = known.get(place);
  if (content === undefined) {
    content = fs.readFileSync(place);
    known.set(place, content);
  }
  return content;
}
