// Finds the package of an object that an application passes to `instrument()`: several packages have
// clients with equally named parts.

import type { Adapter } from '../model/adapter.ts';
import { chainOf, follow, ownName } from './places.ts';

/** The candidate adapters for `from`: by its class, else by its parts, else all. */
export function recognised(from: unknown, all: readonly Adapter[]): readonly Adapter[] {
  const byClass = all.filter(({ clients = [] }) => clients.some((name) => isOfClass(from, name)));
  if (byClass.length > 0) return byClass;
  const byMark = all.filter(({ mark }) => mark !== undefined && hasPart(from, mark));
  return byMark.length > 0 ? byMark : all;
}

/** Whether `from` is the class `name`, a subclass, an instance of either, or a module that exports it. */
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

/** Whether a client, or the statics of its class, has a value at `path`. Bundles rename classes. */
function hasPart(from: unknown, path: string): boolean {
  const names = path.split('.').map((name) => name[0]!.toUpperCase() + name.slice(1));
  return (
    follow(from, path.split('.')) !== undefined ||
    typeof follow(from, names) === 'function' ||
    typeof follow(from, ['default', ...names]) === 'function'
  );
}
