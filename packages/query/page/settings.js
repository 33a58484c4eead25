// What the service tells its page.

/** @type {Promise<{ jaeger_url: string | null }> | undefined} */
let asked;

/** @returns {Promise<{ jaeger_url: string | null }>} */
export function settings() {
  asked ??= fetch('/page/settings.json').then((response) => response.json());
  return asked;
}
