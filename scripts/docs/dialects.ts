// The table of dialects in docs/import.md, from the dialects.

import { DIALECTS } from '../../packages/query/dist/import/dialects/index.js';
import { table, withPart } from './markdown.ts';

const START = '<!-- dialects: written by `npm run docs` from the dialects -->';

/** `document` with the current table. */
export function withDialects(document: string): string {
  const rows = DIALECTS.map(({ producer, reads, leavesOut }) => [producer, reads, leavesOut]);
  return withPart(document, 'docs/import.md', START, table(['Producer', 'Read', 'Left out'], rows));
}
