// The outermost guard: an exception of ours costs a diag line, never the application's call.

import { otelApi } from './otel-api.ts';

/** Runs `step`; if it throws, reports that to `diag` and returns `undefined`. */
export function safely<T>(what: string, step: () => T): T | undefined {
  try {
    return step();
  } catch (error) {
    report(what, error);
    return undefined;
  }
}

/** Tells `diag` that `what` failed. Never throws. */
export function report(what: string, error: unknown): void {
  try {
    otelApi()?.diag.error(`llm-otel: ${what} failed`, error);
  } catch {
    // A diag logger that throws is not the application's problem.
  }
}

/** A property of something that may not have it; `undefined` where reading it throws. */
export function readProperty(from: unknown, property: string): unknown {
  try {
    return (from as Record<string, unknown> | null | undefined)?.[property];
  } catch {
    return undefined;
  }
}
