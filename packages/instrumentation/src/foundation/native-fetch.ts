// Node's own `fetch`, taken by the preload before an application can replace it.

/** No code of the application runs while a response of it is read. */
export const nativeFetch: unknown = globalThis.fetch;
