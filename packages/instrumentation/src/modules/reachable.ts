// Finds the classes of known SDKs in what an application holds: a module's exports, a class, a
// client, a socket.

import { SDKS } from '../sdks/index.ts';
import type { NativeTracing, PatchedClass, PatchedSocket, SdkAdapter } from '../model/adapter.ts';
import { silence, unsilence } from '../observe/native.ts';
import { patchPrototype, unpatchPrototype } from '../observe/patch.ts';
import { patchSocket, unpatchSocket } from '../observe/sockets/patch-socket.ts';
import { reach } from '../foundation/first-use.ts';

/** Patches every class that can be reached; returns the names of the patched methods. */
export function patchReachable(moduleOrClient: unknown): string[] {
  reach('target');
  eachNative(moduleOrClient, silence);
  return eachReachable(moduleOrClient, { visitClass: patchPrototype, visitSocket: patchSocket });
}

/** Undoes `patchReachable`. */
export function unpatchReachable(moduleOrClient: unknown): void {
  eachNative(moduleOrClient, unsilence);
  eachReachable(moduleOrClient, {
    visitClass(prototype, target) {
      unpatchPrototype(prototype, target);
      return [];
    },
    visitSocket(prototype, target) {
      unpatchSocket(prototype, target);
      return [];
    },
  });
}

function eachNative(
  from: unknown,
  visit: (native: NativeTracing, client: unknown) => unknown,
): void {
  for (const { native } of SDKS.map((sdk) => sdk.load())) {
    if (native === undefined) continue;
    const { className } = native;
    for (const found of [from, follow(from, [className]), follow(from, ['default', className])]) {
      visit(native, found);
    }
  }
}

interface Visitor {
  visitClass(prototype: object, target: PatchedClass, adapter: SdkAdapter): string[];
  visitSocket(prototype: object, target: PatchedSocket, adapter: SdkAdapter): string[];
}

function eachReachable(from: unknown, { visitClass, visitSocket }: Visitor): string[] {
  return sdksOf(from).flatMap((sdk) => {
    const adapter = sdk.load();
    return [
      ...Object.values(adapter.classes).flatMap((target) =>
        [...prototypesOf(from, target)].flatMap((prototype) =>
          visitClass(prototype, target, adapter).map((name) => `${target.fromClient}.${name}`),
        ),
      ),
      ...Object.values(adapter.sockets ?? {}).flatMap((target) =>
        [...socketPrototypesOf(from, target)].flatMap((prototype) =>
          visitSocket(prototype, target, adapter).map((name) => `${target.name}.${name}`),
        ),
      ),
    ].map((method) => `${sdk.module}: ${method}`);
  });
}

/** The SDK that `from` is of; where that cannot be told, all: their clients have parts of one name. */
function sdksOf(from: unknown): typeof SDKS {
  const marked = SDKS.filter((sdk) => {
    const { classes, mark } = sdk.load();
    return prototypesOf(from, classes[mark]!).size > 0;
  });
  return marked.length > 0 ? marked : SDKS;
}

/**
 * From a module by its exports, from the class itself or one that extends it, from an instance. The
 * class is known by its name: a bundler that shortens names hides it.
 */
function socketPrototypesOf(from: unknown, { name, fromModule }: PatchedSocket): Set<object> {
  const found = [from, follow(from, [fromModule]), follow(from, ['default', fromModule])];
  const prototypes = found.map((each) =>
    chainOf(typeof each === 'function' ? each.prototype : each).find(
      (prototype) => Object.hasOwn(prototype, 'constructor') && prototype.constructor.name === name,
    ),
  );
  return new Set(prototypes.filter((prototype) => prototype !== undefined));
}

function chainOf(start: unknown): object[] {
  const chain: object[] = [];
  for (let at = start; typeof at === 'object' && at !== null; at = Object.getPrototypeOf(at)) {
    chain.push(at);
  }
  return chain;
}

/** From a client by its resources, from a module by its exports, from a client's class by its statics. */
function prototypesOf(from: unknown, target: PatchedClass): Set<object> {
  const [root = '', ...statics] = target.fromModule.split('.');
  const instance = follow(from, target.fromClient.split('.'));
  const classes = [
    follow(from, [root, ...statics]),
    follow(from, ['default', ...statics]),
    follow(from, statics),
  ];
  const prototypes = classes.map((found) =>
    typeof found === 'function' ? found.prototype : undefined,
  );
  if (typeof instance === 'object' && instance !== null) {
    prototypes.push(Object.getPrototypeOf(instance));
  }
  return new Set(
    prototypes.filter((prototype) => typeof prototype === 'object' && prototype !== null),
  );
}

function follow(from: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    from,
  );
}
