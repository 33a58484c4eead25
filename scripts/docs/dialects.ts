// The table of dialects in docs/import.md, from the dialects.

import { DIALECTS } from '../../packages/query/dist/import/dialects/index.js';
import { table } from './markdown.ts';

const START = '<!-- dialects: written by `npm run docs` from the dialects -->';
const END = '<!-- /dialects -->';

/** `document` with the current table. */
export function withDialects(document: string): string {
  const [before, rest] = document.split(START);
  const after = rest?.split(END)[1];
  if (after === undefined) throw new Error(`docs/import.md: ${START} or ${END} is missing`);
  const rows = DIALECTS.map(({ producer, reads, leavesOut }) => [producer, reads, leavesOut]);
  return `${before}${START}\n\n${table(['Producer', 'Read', 'Left out'], rows)}\n\n${END}${after}`;
}
