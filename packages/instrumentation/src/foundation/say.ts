// The only function that prints messages for users: a line on stderr.

/** Writes `llm-otel: {line}` to stderr. Ignores an unwritable stderr. */
export function say(line: string): void {
  const { stderr } = process;
  const ignore = (): void => undefined;
  stderr.on('error', ignore);
  // The error is emitted after the callback.
  stderr.write(`llm-otel: ${line}\n`, () => setImmediate(() => stderr.off('error', ignore)));
}
