// Finds the classes of known SDKs in what an application holds: a module's exports, a class, a client.

import { SDKS } from './adapters/index.ts';
import type { PatchedClass, SdkAdapter } from './core/adapter.ts';
import { patchPrototype, unpatchPrototype } from './core/patch.ts';
import { startWithFirstOperation } from './pipeline/start.ts';

/** Patches every class that can be reached; returns the names of the patched methods. */
export function patchReachable(moduleOrClient: unknown): string[] {
  startWithFirstOperation();
  return eachReachable(moduleOrClient, patchPrototype);
}

/** Undoes `patchReachable`. */
export function unpatchReachable(moduleOrClient: unknown): void {
  eachReachable(moduleOrClient, (prototype, target) => {
    unpatchPrototype(prototype, target);
    return [];
  });
}

type Visit = (prototype: object, target: PatchedClass, adapter: SdkAdapter) => string[];

function eachReachable(moduleOrClient: unknown, visit: Visit): string[] {
  return SDKS.flatMap((sdk) => {
    const adapter = sdk.load();
    return Object.values(adapter.classes).flatMap((target) =>
      [...prototypesOf(moduleOrClient, target)].flatMap((prototype) =>
        visit(prototype, target, adapter).map(
          (method) => `${sdk.module}: ${target.fromClient}.${method}`,
        ),
      ),
    );
  });
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
