// Reads environment variables.

/** Variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** The value of a variable; as in OpenTelemetry, empty counts as unset. */
export function read(environment: Environment, name: string): string | undefined {
  return environment[name]?.trim() || undefined;
}
