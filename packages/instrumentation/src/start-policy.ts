// Whether this process may start an OpenTelemetry SDK of ours.

let mayStart = true;

/** The application brings its own SDK: none of ours is started. */
export function neverStartPipeline(): void {
  mayStart = false;
}

/** Whether nobody has said that ours is not wanted. */
export function mayStartPipeline(): boolean {
  return mayStart;
}
