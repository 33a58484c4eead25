// The table of keys and tokens in docs/redaction.md, from the rules.

import type { Rule } from '../../packages/instrumentation/dist/content/redaction/rule.js';
import { SECRET_RULES } from '../../packages/instrumentation/dist/content/redaction/secrets/index.js';
import { table, withPart } from './markdown.ts';

const START = '<!-- keys: written by `npm run docs` from the rules -->';
/** Rules of keys are named by their kind; the others have a sentence. */
const KIND = /^\w+$/;

/** `document` with the current table. */
export function withKeys(document: string): string {
  return withPart(document, 'docs/redaction.md', START, keys(SECRET_RULES));
}

function keys(rules: readonly Rule[]): string {
  const signs = new Map<string, Set<string>>();
  for (const { name, placeholder, hints = [] } of rules) {
    if (!KIND.test(name)) continue;
    const kind = placeholder.slice('[SECRET:'.length, -1);
    const known = signs.get(kind) ?? new Set();
    for (const hint of hints) known.add(`\`${hint}\``);
    signs.set(kind, known);
  }
  const rows = [...signs]
    .toSorted(([a], [b]) => a.localeCompare(b))
    .map(([kind, known]) => [`\`${kind}\``, [...known].join(' ') || 'the shape alone']);
  return table(['Kind', 'Signs'], rows);
}
