// Suggests field names for a misspelt name.

import { ALIASES, FIELDS } from '../schema.ts';

const MOST = 3;

/** Field names similar to `name`, best first. */
export function nearestNames(name: string): string[] {
  const names = [...FIELDS.map((field) => field.name), ...ALIASES.map((alias) => alias.name)];
  return names
    .map((candidate) => ({ candidate, distance: editsBetween(name.toLowerCase(), candidate) }))
    .filter(
      ({ candidate, distance }) =>
        distance <= Math.max(1, name.length / 4) ||
        (name.length >= 4 && (candidate.startsWith(name) || candidate.endsWith(`_${name}`))),
    )
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, MOST)
    .map(({ candidate }) => candidate);
}

/** The number of inserted, deleted or replaced characters. */
function editsBetween(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, at) => at);
  for (let i = 1; i <= a.length; i += 1) {
    const next = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      next.push(Math.min(row[j]! + 1, next[j - 1]! + 1, row[j - 1]! + same));
    }
    row = next;
  }
  return row.at(-1)!;
}
