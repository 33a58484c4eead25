// Asks the service. The token stays in this tab and is sent in a header only.

const KEY = 'llm-otel-token';

/** An answer that is none. */
export class ApiError extends Error {
  /**
   * @param {number} status 0 when there was no answer at all
   * @param {string} message
   */
  constructor(status, message) {
    super(message);
    this.status = status;
  }
}

/** @param {string} token */
export function keepToken(token) {
  sessionStorage.setItem(KEY, token);
}

/** Whether a token was given already. */
export function hasToken() {
  return sessionStorage.getItem(KEY) !== null;
}

/**
 * @param {string} path
 * @param {Record<string, string | number | undefined>} [parameters]
 * @param {AbortSignal} [signal]
 * @returns {Promise<any>}
 * @throws {ApiError}
 */
export async function ask(path, parameters = {}, signal) {
  const given = Object.entries(parameters).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const query = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
  const token = sessionStorage.getItem(KEY);
  const response = await fetch(query.size === 0 ? path : `${path}?${query}`, {
    headers: token === null ? {} : { authorization: `Bearer ${token}` },
    signal: signal ?? null,
  }).catch((error) => {
    if (signal?.aborted) throw error;
    throw new ApiError(0, 'The service does not answer. Is llm-otel serve still running?');
  });
  const body = await response.json().catch(() => undefined);
  if (response.ok && body !== undefined) return body;
  throw new ApiError(response.status, body?.detail ?? `The service answered ${response.status}.`);
}
