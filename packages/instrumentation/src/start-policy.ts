// Whether this copy of the package may start an OpenTelemetry SDK of ours. Each copy has a word of its own: a
// preload may have been asked to start one, whoever uses another copy as an `Instrumentation`.

let mayStart = true;

/** The application brings its own SDK: none of ours is started. */
export function neverStartPipeline(): void {
  mayStart = false;
}

/** Whether nobody has said that ours is not wanted. */
export function mayStartPipeline(): boolean {
  return mayStart;
}
