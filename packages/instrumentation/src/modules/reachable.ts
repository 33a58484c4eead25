// Finds the targets of known packages in an application's objects: a module's exports, a class, a
// client, a socket.

import { reach } from '../foundation/first-use.ts';
import type { Adapter } from '../model/adapter.ts';
import type { SessionTarget } from '../model/session.ts';
import type { ClassTarget, InstanceTarget, SubscribeTarget, Target } from '../model/target.ts';
import { silence, unsilence } from '../observe/native.ts';
import { patchSocket, unpatchSocket } from '../observe/sockets/patch-socket.ts';
import { adapters } from './adapters.ts';
import { restoreMethod } from '../foundation/replaced-method.ts';
import { fileTracing, undoingTracing } from './file-tracing.ts';
import { noteByHand, noteUnclassifiedByHand } from './facts.ts';
import { instancesOf, prototypesOf, socketPrototypesOf, follow } from './places.ts';
import { recognised } from './recognised.ts';
import { targetsOf } from './rules.ts';
import {
  replaceFunction,
  replaceMethods,
  replaceOnInstance,
  restoreMethods,
  unclassifiedIn,
} from './targets.ts';

/** Replaces every reachable target; returns the names of the replaced targets. */
export function patchReachable(moduleOrClient: unknown): string[] {
  reach('target');
  const all = adapters().map(({ load }) => load());
  return recognised(moduleOrClient, all).flatMap((adapter) =>
    allTargets(adapter).flatMap((target) =>
      replaced(moduleOrClient, target, adapter).map((name) => {
        noteByHand(adapter.name, name);
        return `${adapter.name}: ${name}`;
      }),
    ),
  );
}

/** Undoes `patchReachable`. */
export function unpatchReachable(moduleOrClient: unknown): void {
  for (const adapter of recognised(
    moduleOrClient,
    adapters().map(({ load }) => load()),
  )) {
    for (const target of allTargets(adapter)) restore(moduleOrClient, target, adapter);
  }
}

function allTargets({ packages }: Adapter): readonly Target[] {
  return packages.flatMap(({ files }) => files.flatMap(targetsOf));
}

function replaced(from: unknown, target: Target, adapter: Adapter): string[] {
  switch (target.kind) {
    case 'class':
    case 'instance':
      return replacedMethods(from, target, adapter);
    case 'session':
      return named(
        target.name,
        prototypesIn(from, target, (prototype) => patchSocket(prototype, target, adapter)),
      );
    case 'function':
      return replacedExport(from, target.name, (original) =>
        replaceFunction(original, target, adapter),
      );
    case 'tracer':
      tracersIn(from, target.name).forEach((found) => silence(adapter.native!, found));
      return [];
    case 'subscribe':
      return subscribed(from, target, adapter);
    default:
      return [];
  }
}

/** What it replaces itself; what it does besides has no name. */
function subscribed(from: unknown, target: SubscribeTarget, adapter: Adapter): string[] {
  const told = fileTracing(adapter);
  const names: string[] = [];
  target.install(from, {
    ...told,
    replace(owner, method, around) {
      const isReplaced = told.replace(owner, method, around);
      if (isReplaced) names.push(method);
      return isReplaced;
    },
  });
  return names;
}

function replacedMethods(
  from: unknown,
  target: ClassTarget | InstanceTarget,
  adapter: Adapter,
): string[] {
  const where = target.reach?.client ?? target.name;
  const methods = [...prototypesOf(from, target)].flatMap((prototype) => {
    const unclassified = target.kind === 'class' ? unclassifiedIn(prototype, target) : [];
    for (const name of named(where, unclassified)) noteUnclassifiedByHand(adapter.name, name);
    return replaceMethods(prototype, target, adapter);
  });
  const assigned =
    target.kind === 'instance'
      ? instancesOf(from, target).flatMap((instance) =>
          replaceOnInstance(instance, target, adapter),
        )
      : [];
  return named(where, [...methods, ...assigned]);
}

/** CommonJS exports can be replaced, ES module exports only inside their file. */
function replacedExport(
  from: unknown,
  name: string,
  replace: (original: unknown) => unknown,
): string[] {
  const original = follow(from, [name]);
  if (typeof original !== 'function') return [];
  const value = replace(original);
  return Reflect.set(from as object, name, value) ? [name] : [];
}

function restore(from: unknown, target: Target, adapter: Adapter): void {
  if (target.kind === 'class' || target.kind === 'instance') {
    for (const prototype of prototypesOf(from, target)) restoreMethods(prototype, target);
    for (const instance of target.kind === 'instance' ? instancesOf(from, target) : []) {
      restoreMethods(instance, target);
    }
  } else if (target.kind === 'session') {
    prototypesIn(from, target, (prototype) => {
      unpatchSocket(prototype, target);
      return [];
    });
  } else if (target.kind === 'subscribe') {
    const undoing = undoingTracing(adapter, (owner, name) => {
      restoreMethod(owner, name);
      return false;
    });
    target.install(from, undoing);
  } else if (target.kind === 'tracer') {
    tracersIn(from, target.name).forEach((found) => unsilence(adapter.native!, found));
  }
}

function prototypesIn(
  from: unknown,
  target: SessionTarget,
  visit: (prototype: object) => string[],
): string[] {
  return [...socketPrototypesOf(from, target)].flatMap(visit);
}

function tracersIn(from: unknown, name: string): readonly unknown[] {
  return [from, follow(from, [name]), follow(from, ['default', name])];
}

function named(where: string, methods: readonly string[]): string[] {
  return methods.map((method) => `${where}.${method}`);
}
