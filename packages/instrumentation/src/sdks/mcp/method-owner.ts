// Where a class of the SDK has a method.

/** The prototype of the class `name` in the locals of a file, or of an instance, if it has `method`. */
export function methodOwner(from: unknown, name: string, method: string): object | undefined {
  const found = ((from ?? {}) as Readonly<Record<string, unknown>>)[name] ?? from;
  const prototype: unknown =
    typeof found === 'function' ? found.prototype : Object.getPrototypeOf(found);
  if (typeof prototype !== 'object' || prototype === null) return undefined;
  return Object.hasOwn(prototype, method) ? prototype : undefined;
}
