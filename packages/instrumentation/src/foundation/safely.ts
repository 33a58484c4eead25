// The outermost guard: our exceptions cost a diag line, never the application's call.

import { diagnose } from './diagnose.ts';

/** Runs `step`; if it throws, reports that to `diag` and returns `undefined`. */
export function safely<T>(what: string, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    report(what, error);
    return undefined;
  }
}

/** Reports a failed `what`. Never throws. */
export function report(what: string, error: unknown): void {
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

/** A property that may not exist on `from`; `undefined` if reading it throws. */
export function readProperty(from: unknown, property: string): unknown {
  try {
    return (from as Record<string, unknown> | null | undefined)?.[property];
  } catch {
    return undefined;
  }
}
