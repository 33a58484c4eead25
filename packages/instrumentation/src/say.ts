// The one way in which this package speaks to a person: a line on stderr.

/** Writes `llm-otel: {line}` to stderr. */
export function say(line: string): void {
  process.stderr.write(`llm-otel: ${line}\n`);
}
