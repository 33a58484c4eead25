// The outermost guard: our exceptions cost a diag line, never the application's call.

import { diagnose } from './diagnose.ts';
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
  const name = readProperty(readProperty(error, 'constructor'), 'name');
  diagnose(`${what} failed`, [String(name), ...framesOf(error)].join('\n'));
}

/** The same for a step in which no code of the application runs: the error is reported with its message. */
export function safelyAlone<T>(what: string, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    reportOwn(what, error);
    return undefined;
  }
}

/** Reports a failed `what` with the message of `error`, which is ours, Node's or a receiver's. Never throws. */
export function reportOwn(what: string, error: unknown): void {
  diagnose(`${what} failed`, error);
}

/** Says `line` to `diag`. Never throws. */
export function remark(line: string): void {
  try {
    otelApi()?.diag.warn(`llm-otel: ${line}`);
  } catch {
    // As above.
  }
}

const remarked = new Set<string>();

/** The same, once in a process for each line. */
export function remarkOnce(line: string): void {
  if (remarked.has(line)) return;
  remarked.add(line);
  remark(line);
}
