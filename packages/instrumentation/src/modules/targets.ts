// Replaces targets and restores them.

import {
  type MakeWrapper,
  overrideMethod,
  replaceAssigned,
  replacedFunction,
  replaceMethod,
  restoreAssigned,
  restoreMethod,
} from '../foundation/replaced-method.ts';
import type { Adapter } from '../model/adapter.ts';
import type { AnyMethod, Dispatcher } from '../model/method.ts';
import type {
  ClassTarget,
  FunctionTarget,
  Helper,
  InstanceTarget,
  WrappedTarget,
} from '../model/target.ts';
import type { AnyFunction } from '../model/tracing.ts';
import { helperWrapper } from '../observe/helper.ts';
import { tracedFunction } from '../observe/traced-function.ts';
import { tracing } from '../observe/tracing.ts';

/** Replaces the methods of `prototype`; returns the names of the replaced methods. */
export function replaceMethods(
  prototype: object,
  { kind, methods, ...target }: ClassTarget | InstanceTarget,
  adapter: Adapter,
): string[] {
  const owner = 'owner' in target ? target.owner : undefined;
  for (const [name, helper] of helpersOf(target)) {
    replaceMethod(
      prototype,
      name,
      helperWrapper(name, helper, () => tracing(adapter.name)),
    );
  }
  const all = [...Object.entries(methods), ...unclassifiedMethods(prototype, methods, target)];
  return all
    .filter(([name, method]) => {
      const make = wrapperOf(name, method, adapter, () => (prototype as Holder)[name]);
      if (kind === 'instance') return replaceAssigned(prototype, name, make);
      if (owner === 'override') return overrideMethod(prototype, name, make);
      const place = owner === 'declaring' ? declaring(prototype, name) : prototype;
      return place !== undefined && replaceMethod(place, name, make);
    })
    .map(([name]) => name);
}

/** Replaces the methods that the constructor has assigned to an instance. */
export function replaceOnInstance(
  instance: object,
  { methods }: InstanceTarget,
  adapter: Adapter,
): string[] {
  return Object.entries(methods)
    .filter(([name, method]) =>
      replaceMethod(
        instance,
        name,
        wrapperOf(name, method, adapter, () => undefined),
      ),
    )
    .map(([name]) => name);
}

/** Restores the originals; ours only passes calls through inside a foreign wrapper. */
export function restoreMethods(
  prototype: object,
  { kind, methods, ...target }: ClassTarget | InstanceTarget,
): void {
  const isDeclaring = 'owner' in target && target.owner === 'declaring';
  for (const [name] of helpersOf(target)) restoreMethod(prototype, name);
  for (const [name] of unclassifiedMethods(prototype, methods, target)) {
    restoreMethod(prototype, name);
  }
  for (const name of Object.keys(methods)) {
    const place = isDeclaring ? declaring(prototype, name) : prototype;
    if (kind === 'instance') restoreAssigned(prototype, name);
    if (place !== undefined) restoreMethod(place, name);
  }
}

/** The function that replaces `original` in its file. */
export function replaceFunction(
  original: unknown,
  { name, method }: FunctionTarget,
  adapter: Adapter,
): unknown {
  return typeof original === 'function'
    ? replacedFunction(
        original as AnyFunction,
        wrapperOf(name, method, adapter, () => undefined),
      )
    : original;
}

/** The same for one without an operation of its own. */
export function replaceWrapped(
  original: unknown,
  { around }: WrappedTarget,
  { name }: Adapter,
): unknown {
  return typeof original === 'function'
    ? replacedFunction(original as AnyFunction, around(tracing(name)))
    : original;
}

type Holder = Record<string, unknown>;

function helpersOf(target: object): [string, Helper][] {
  return Object.entries((target as Pick<ClassTarget, 'helpers'>).helpers ?? {});
}

/** The names of the public methods of `prototype` that nobody has classified. */
export function unclassifiedIn(
  prototype: object,
  target: Pick<ClassTarget, 'methods' | 'helpers' | 'others'>,
): string[] {
  const { methods, helpers = {}, others } = target;
  // An object of the application may have the place of a resource: its class is not ours.
  const isKnown = [...Object.keys(methods), ...Object.keys(helpers)].some((name) =>
    Object.hasOwn(prototype, name),
  );
  if (others === undefined || !isKnown || prototype === Object.prototype) return [];
  return Object.getOwnPropertyNames(prototype).filter(
    (name) =>
      !/^(?:constructor$|_)/.test(name) &&
      !Object.hasOwn(methods, name) &&
      !Object.hasOwn(helpers, name) &&
      !others.untraced.includes(name) &&
      typeof Object.getOwnPropertyDescriptor(prototype, name)?.value === 'function',
  );
}

function unclassifiedMethods(
  prototype: object,
  methods: ClassTarget['methods'],
  target: object,
): [string, AnyMethod][] {
  const { helpers, others } = target as Pick<ClassTarget, 'helpers' | 'others'>;
  if (others === undefined) return [];
  const whole = { methods, others, ...(helpers && { helpers }) };
  return unclassifiedIn(prototype, whole).map((name) => [name, others.method(name)]);
}

function wrapperOf(
  name: string,
  method: AnyMethod | Dispatcher,
  adapter: Adapter,
  outermost: () => unknown,
): MakeWrapper {
  return (original, patch) => tracedFunction(original, patch, { name, method, adapter, outermost });
}

/** The prototype that owns the method. */
function declaring(prototype: object, name: string): object | undefined {
  for (
    let at: object | null = prototype;
    at !== null;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    if (Object.hasOwn(at, name)) return at;
  }
  return undefined;
}
