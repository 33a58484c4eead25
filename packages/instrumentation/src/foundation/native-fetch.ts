// Node's own `fetch`, which the preload notes before an application can replace it.

let native: unknown;

/** Notes the global `fetch`, if none is noted yet. */
export function noteNativeFetch(): void {
  native ??= globalThis.fetch;
}

/** Whether `fetch` is Node's own: while a response of it is read, no code of the application runs. */
export function isNativeFetch(fetch: unknown): boolean {
  return fetch !== undefined && fetch === native;
}
