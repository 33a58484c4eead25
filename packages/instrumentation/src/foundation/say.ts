// The only function that prints messages for users: a line on stderr.

import { showText } from './shown-text.ts';

/**
 * Writes `llm-otel: {line}` to stderr, without the secrets of URLs; nothing with `OTEL_LOG_LEVEL=none`.
 * Ignores an unwritable stderr.
 */
export function say(line: string): void {
  if (process.env['OTEL_LOG_LEVEL']?.trim().toLowerCase() === 'none') return;
  const { stderr } = process;
  const ignore = (): void => undefined;
  stderr.on('error', ignore);
  // The error is emitted after the callback.
  stderr.write(`llm-otel: ${showText(line)}\n`, () =>
    setImmediate(() => stderr.off('error', ignore)),
  );
}
