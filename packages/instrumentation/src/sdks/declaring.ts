// Where an object has a method: itself, or a prototype above it.

/** The first object from `start` upwards that has `name` itself. */
export function declaring(start: unknown, name: string): object | undefined {
  for (
    let at = start as object | null | undefined;
    typeof at === 'object' && at !== null;
    at = Object.getPrototypeOf(at) as object | null
  ) {
    if (Object.hasOwn(at, name)) return at;
  }
  return undefined;
}
