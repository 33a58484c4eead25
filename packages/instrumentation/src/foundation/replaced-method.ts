// A function that stands in for another one: it looks like the original, is recognised by every copy of
// this package, and can be taken out again.

/** A function whose types are erased. */
export type AnyFunction = (this: unknown, ...args: unknown[]) => unknown;

/** Marks a patched method. Others who wrap it on top may copy the mark to their own wrapper. */
const PATCH = Symbol.for('llm-otel.patch');

/** What the mark leads to. */
export interface Patch {
  readonly original: AnyFunction;
  readonly wrapper: AnyFunction;
  /** Calls are passed on: the wrapper could not be taken out from under somebody else's. */
  isOff: boolean;
  /** The original is that of a superclass, and looked up there with every call. */
  readonly isInherited: boolean;
}

/** Makes the function that replaces `original`; `patch` can be asked for once that function is called. */
export type MakeWrapper = (original: AnyFunction, patch: () => Patch) => AnyFunction;

/** Replaces the method `name` that `prototype` owns, once; `false` if it owns none. */
export function replaceMethod(prototype: object, name: string, make: MakeWrapper): boolean {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  if (typeof descriptor?.value !== 'function') return false;
  if (!turnOn(descriptor.value)) {
    const value = replacement(descriptor.value as AnyFunction, make, false);
    Object.defineProperty(prototype, name, { ...descriptor, value });
  }
  return true;
}

/** Does the same for a method that may be inherited: a wrapper of `prototype`'s own calls the superclass's. */
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
 * sees the assignment. `true`, since nobody knows before whether it is assigned.
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

/** Undoes `replaceAssigned` for instances to come. */
export function restoreAssigned(prototype: object, name: string): void {
  const descriptor = Object.getOwnPropertyDescriptor(prototype, name);
  if (descriptor?.set !== undefined) delete (prototype as Record<string, unknown>)[name];
}

/** What stands in for `original`: the same one whenever it is asked for. */
export function replacedFunction(original: AnyFunction, make: MakeWrapper): AnyFunction {
  if (turnOn(original)) return original;
  const wrapper = replacement(original, make, false);
  // Functions and generators have a prototype, methods and arrows none.
  const prototype = Object.getOwnPropertyDescriptor(original, 'prototype');
  if (prototype !== undefined) Object.defineProperty(wrapper, 'prototype', prototype);
  return wrapper;
}

/** Puts the original back; below somebody else's wrapper ours only passes calls on. */
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

/** Whether `method` is a patch, which is switched on again. */
function turnOn(method: unknown): boolean {
  const patch = patchOf(method);
  if (patch !== undefined) patch.isOff = false;
  return patch !== undefined;
}

function patchOf(method: unknown): Patch | undefined {
  return (method as { [PATCH]?: Patch } | undefined)?.[PATCH];
}
