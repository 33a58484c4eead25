// Whether this copy of the package may start our OpenTelemetry SDK. Each copy decides for itself: a
// preload may have to start one even if another copy is used as an `Instrumentation`.

let mayStart = true;

/** The application brings its own SDK: do not start ours. */
export function neverStartPipeline(): void {
  mayStart = false;
}

/** Whether our SDK may start: nobody declined it. */
export function mayStartPipeline(): boolean {
  return mayStart;
}
