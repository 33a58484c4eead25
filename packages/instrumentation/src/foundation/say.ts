// The one way in which this package speaks to a person: a line on stderr.

/** Writes `llm-otel: {line}` to stderr. A stderr that cannot be written to is nobody's end. */
export function say(line: string): void {
  const { stderr } = process;
  const ignore = (): void => undefined;
  stderr.on('error', ignore);
  // The error is emitted after the callback.
  stderr.write(`llm-otel: ${line}\n`, () => setImmediate(() => stderr.off('error', ignore)));
}
