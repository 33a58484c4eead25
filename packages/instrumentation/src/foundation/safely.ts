// The outermost guard: our exceptions cost a diag line, never the application's call.

import { framesOf } from './error-frames.ts';
import { otelApi } from './otel-api.ts';
import { readProperty } from './read-property.ts';

/** Runs `step`; if it throws, reports that to `diag` and returns `undefined`. */
export function safely<T>(what: string, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    report(what, error);
    return undefined;
  }
}

/** Reports a failed `what`. The error may be the application's: its message stays out. Never throws. */
export function report(what: string, error: unknown): void {
  try {
    const name = readProperty(readProperty(error, 'constructor'), 'name');
    otelApi()?.diag.error(
      `llm-otel: ${what} failed`,
      [String(name), ...framesOf(error)].join('\n'),
    );
  } catch {
    // A throwing diag logger must not affect the application.
  }
}
