// Reads from objects of the application.

/** A property that may not exist on `from`; `undefined` if reading it throws. */
export function readProperty(from: unknown, property: string): unknown {
  try {
    return (from as Record<string, unknown> | null | undefined)?.[property];
  } catch {
    return undefined;
  }
}
