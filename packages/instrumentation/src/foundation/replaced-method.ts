// A replacement for a function: it looks like the original, every copy of this package recognises it,
// and it can be removed again.

/** A function whose types are erased. */
export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Marks a patched method. Wrappers on top of it may copy the mark. */
const PATCH = Symbol.for('llm-otel.patch');

/** The mark's data. */
export interface Patch {
  readonly original: AnyFunction;
  readonly wrapper: AnyFunction;
  /** Calls are passed on: somebody else's wrapper on top of ours prevented its removal. */
  isOff: boolean;
  /** The original belongs to a superclass, where every call looks it up. */
  readonly isInherited: boolean;
}

/** Makes the replacement of `original`; `patch` is available once the replacement is called. */
export type MakeWrapper = (original: AnyFunction, patch: () => Patch) => AnyFunction;

/** Replaces the own method `name` of `prototype` once; `false` if there is none. */
export function replaceMethod(prototype: object, name: string, make: MakeWrapper): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  if (typeof descriptor?.value !== 'function') return false;
  if (!turnOn(descriptor.value)) {
    const value = replacement(descriptor.value as AnyFunction, make, false);
    Object.defineProperty(prototype, name, { ...descriptor, value });
  }
  return true;
}

/** Does the same for a method that may be inherited: an own wrapper of `prototype` calls the superclass's. */
export function overrideMethod(prototype: object, name: string, make: MakeWrapper): boolean {
  if (Object.hasOwn(prototype, name)) return replaceMethod(prototype, name, make);
  const inherited = (): unknown =>
    (Object.getPrototypeOf(prototype) as Record<string, unknown> | null)?.[name];
  const original = inherited();
  if (typeof original !== 'function') return false;
  const makeOverride: MakeWrapper = (_original, patch) =>
    make(function (this: unknown, ...args: unknown[]) {
      return (inherited() as AnyFunction).apply(this, args);
    }, patch);
  Object.defineProperty(prototype, name, {
    configurable: true,
    writable: true,
    value: replacement(original as AnyFunction, makeOverride, true),
  });
  return true;
}

/**
 * Replaces what the constructor of a class assigns to `name` of each instance: a setter on the prototype
 * sees the assignment. Always `true`: whether it is assigned is unknown.
 */
export function replaceAssigned(prototype: object, name: string, make: MakeWrapper): boolean {
  if (Object.hasOwn(prototype, name)) return replaceMethod(prototype, name, make);
  Object.defineProperty(prototype, name, {
    configurable: true,
    get: () => undefined,
    set(this: object, assigned: unknown) {
      const value =
        typeof assigned === 'function' ? replacedFunction(assigned as AnyFunction, make) : assigned;
      Object.defineProperty(this, name, {
        configurable: true,
        enumerable: true,
        writable: true,
        value,
      });
    },
  });
  return true;
}

/** Undoes `replaceAssigned` for future instances. */
export function restoreAssigned(prototype: object, name: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  if (descriptor?.set !== undefined) delete (prototype as Record<string, unknown>)[name];
}

/** The replacement of `original`: the same one on every call. */
export function replacedFunction(original: AnyFunction, make: MakeWrapper): AnyFunction {
  if (turnOn(original)) return original;
  const wrapper = replacement(original, make, false);
  // Functions and generators have a prototype, methods and arrows none.
  const prototype = Object.getOwnPropertyDescriptor(original, 'prototype');
  if (prototype !== undefined) Object.defineProperty(wrapper, 'prototype', prototype);
  return wrapper;
}

/** Restores the original; below somebody else's wrapper ours only passes calls on. */
export function restoreMethod(prototype: object, name: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  const patch = patchOf(descriptor?.value);
  if (patch === undefined) return;
  if (descriptor?.value !== patch.wrapper) patch.isOff = true;
  else if (patch.isInherited) delete (prototype as Record<string, unknown>)[name];
  else Object.defineProperty(prototype, name, { ...descriptor, value: patch.original });
}

function replacement(original: AnyFunction, make: MakeWrapper, isInherited: boolean): AnyFunction {
  const wrapper = make(original, () => patch);
  for (const key of ['name', 'length'] as const) {
    Object.defineProperty(wrapper, key, { value: original[key], configurable: true });
  }
  const patch: Patch = { original, wrapper, isOff: false, isInherited };
  Object.defineProperty(wrapper, PATCH, { value: patch });
  return wrapper;
}

/** Whether `method` is a patch; switches it on again. */
function turnOn(method: unknown): boolean {
  const patch = patchOf(method);
  if (patch !== undefined) patch.isOff = false;
  return patch !== undefined;
}

function patchOf(method: unknown): Patch | undefined {
  return (method as { [PATCH]?: Patch } | undefined)?.[PATCH];
}
