// Locates targets in an application's objects.

import type { SessionTarget } from '../model/session.ts';
import type { ClassTarget, InstanceTarget } from '../model/target.ts';

/** The path from a client, through resources; from a module, exports; from a client's class, statics. */
export function prototypesOf(from: unknown, target: ClassTarget | InstanceTarget): Set<object> {
  const { name, reach = {} } = target;
  const [root = '', ...statics] = (reach.module ?? name).split('.');
  const classes = [
    follow(from, [root, ...statics]),
    follow(from, ['default', ...statics]),
    ...(statics.length > 0 || (from as { name?: unknown } | undefined)?.name === root
      ? [follow(from, statics)]
      : []),
  ];
  const prototypes = classes.map((found) =>
    typeof found === 'function' ? (found.prototype as unknown) : undefined,
  );
  const [instance] = instancesOf(from, target);
  if (instance !== undefined) prototypes.push(Object.getPrototypeOf(instance));
  return new Set(prototypes.filter(isObject));
}

/** The value at `path` from a client. */
export function instancesOf(
  from: unknown,
  { name, reach }: ClassTarget | InstanceTarget,
): object[] {
  if (reach?.client === undefined || typeof from === 'function') return [];
  if (reach.client !== '') return [follow(from, reach.client.split('.'))].filter(isObject);
  // The client itself, matched by the name of its class or of a superclass.
  const isOfClass = chainOf(from).some((prototype) => ownName(prototype) === name);
  return isObject(from) && isOfClass ? [from] : [];
}

/**
 * From a module by its exports, from the class itself or a subclass, from an instance. The class is
 * matched by its name: a bundler that shortens names hides it.
 */
export function socketPrototypesOf(from: unknown, { name, reach }: SessionTarget): Set<object> {
  const found = [from, follow(from, [reach.module]), follow(from, ['default', reach.module])];
  const prototypes = found.map((each) =>
    chainOf(typeof each === 'function' ? each.prototype : each).find(
      (prototype) => ownName(prototype) === name,
    ),
  );
  return new Set(prototypes.filter((prototype) => prototype !== undefined));
}

/** `start` and its prototype chain. */
export function chainOf(start: unknown): object[] {
  const chain: object[] = [];
  for (let at = start; isObject(at); at = Object.getPrototypeOf(at)) chain.push(at);
  return chain;
}

/** The name of the class that owns `prototype`. */
export function ownName(prototype: object): string | undefined {
  return Object.hasOwn(prototype, 'constructor') ? prototype.constructor.name : undefined;
}

/** The value at the end of `path`. */
export function follow(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    from,
  );
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}
