// The price list of a process: the built-in tables, and a file of the application's own if one is named.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { parsePriceFile } from './price-file.ts';
import { PriceList } from './price-list.ts';

/** Reads `file`, as `LLM_OTEL_PRICES` names it. Throws an error that says what is wrong with it. */
export function readPriceList(file?: string): PriceList {
  if (file === undefined) return new PriceList();
  const text = readFileSync(path.resolve(file), 'utf8');
  return new PriceList(parsePriceFile(text), path.basename(file));
}
