// The table of traced SDKs in README, from the adapters.

import type { PackageRule } from '../../packages/instrumentation/dist/model/adapter.js';
import { ADAPTERS } from '../../packages/instrumentation/dist/sdks/index.js';
import { table, withPart } from './markdown.ts';

const START = '<!-- sdks: written by `npm run docs` from the adapters -->';

/** `readme` with the current table. */
export function withSdks(readme: string): string {
  return withPart(readme, 'README.md', START, sdks());
}

function sdks(): string {
  const rows = ADAPTERS.flatMap(({ name, load }) =>
    load().packages.map((rule) => [
      `\`${rule.name}\``,
      versions(rule),
      `\`${name}\``,
      rule.traces ?? '',
    ]),
  );
  return table(
    ['Package', 'Versions', 'Name in settings', 'Calls'],
    [
      ...rows,
      ['your own package', '', 'your choice', 'the calls that you [describe](docs/adapters.md)'],
    ],
  );
}

/** `>=4.76 <8` is written as 4.76 to 7. */
function versions({ name, versions: range }: PackageRule): string {
  const [, first, beyond] = /^>=(\S+) <(\d+)$/.exec(range) ?? [];
  if (beyond === undefined) throw new Error(`${name}: cannot write the range ${range} in words`);
  const last = Number(beyond) - 1;
  return first!.startsWith(`${last}.`) ? `${first} and later ${last}.x` : `${first} to ${last}`;
}
