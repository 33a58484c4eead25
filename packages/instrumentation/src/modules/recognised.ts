// Which package something belongs to that an application hands to `instrument()`: several packages have
// clients with parts of one name.

import type { Adapter } from '../model/adapter.ts';
import { chainOf, follow, ownName } from './places.ts';

/** The adapters that `from` may be of: those of its class, else of its parts, else all. */
export function recognised(from: unknown, all: readonly Adapter[]): readonly Adapter[] {
  const byClass = all.filter(({ clients = [] }) => clients.some((name) => isOfClass(from, name)));
  if (byClass.length > 0) return byClass;
  const byMark = all.filter(({ mark }) => mark !== undefined && hasPart(from, mark));
  return byMark.length > 0 ? byMark : all;
}

/** Whether `from` is an instance of the class `name` or of one that extends it, the class, or exports it. */
function isOfClass(from: unknown, name: string): boolean {
  const start: unknown = typeof from === 'function' ? from.prototype : from;
  return (
    chainOf(start).some((prototype) => ownName(prototype) === name) ||
    typeof follow(from, [name]) === 'function' ||
    isClassNamed(follow(from, ['default']), name)
  );
}

function isClassNamed(value: unknown, name: string): boolean {
  return typeof value === 'function' && value.name === name;
}

/** Whether a client, or the statics of its class, has what `path` leads to. A bundle renames classes. */
function hasPart(from: unknown, path: string): boolean {
  const names = path.split('.').map((name) => name[0]!.toUpperCase() + name.slice(1));
  return (
    follow(from, path.split('.')) !== undefined ||
    typeof follow(from, names) === 'function' ||
    typeof follow(from, ['default', ...names]) === 'function'
  );
}
