// Sends OTLP/JSON over HTTP and retries when a backend is busy.

import { setTimeout as wait } from 'node:timers/promises';
import { Failure } from '../failure.ts';
import { showUrls, showUrl } from 'llm-otel/shown-url';
import type { Signal } from '../otlp/index.ts';

const TIMEOUT_MS = 30_000;
const TRIES = 5;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
const TRY_AGAIN: ReadonlySet<number> = new Set([408, 429, 502, 503, 504]);

/** Result of a request, with the rejection reason. */
export type Answer = { readonly isAccepted: true } | { readonly isAccepted: false; why: string };

/** Sends requests to the OTLP/HTTP endpoint at a URL. */
export class OtlpSender {
  readonly #endpoint: URL;
  readonly #headers: Readonly<Record<string, string>>;

  constructor(endpoint: string, headers: Readonly<Record<string, string>>) {
    this.#endpoint = new URL(endpoint);
    const { username, password } = this.#endpoint;
    // `fetch` refuses a URL that has them.
    this.#endpoint.username = '';
    this.#endpoint.password = '';
    const given = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    this.#headers = { ...basic(username, password), ...Object.fromEntries(given) };
  }

  /**
   * Sends `body` as `signal`.
   *
   * @throws {Failure} when the backend cannot be reached, or stays busy
   */
  async send(signal: Signal, body: string): Promise<Answer> {
    const url = new URL(this.#endpoint);
    url.pathname = `${url.pathname.replace(/\/+$/, '')}/v1/${signal}`;
    let why = '';
    for (let attempt = 0; attempt < TRIES; attempt += 1) {
      let pause = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** attempt);
      try {
        const response = await fetch(url, {
          method: 'POST',
          headers: { 'content-type': 'application/json', ...this.#headers },
          body,
          signal: AbortSignal.timeout(TIMEOUT_MS),
        });
        const text = await response.text();
        if (response.ok) return { isAccepted: true };
        why = `status ${response.status}${text === '' ? '' : `: ${text.slice(0, 200)}`}`;
        if (!TRY_AGAIN.has(response.status)) return { isAccepted: false, why: showUrls(why) };
        const asked = Number(response.headers.get('retry-after')) * 1000;
        if (asked > 0) pause = Math.min(LONGEST_WAIT_MS, asked);
      } catch (error) {
        const { message, cause } = error as Error & { cause?: Error };
        why = cause?.message ? `${message}: ${cause.message}` : message;
        // No server is listening; a retry will not help.
        if ((cause as NodeJS.ErrnoException | undefined)?.code === 'ECONNREFUSED') break;
      }
      if (attempt < TRIES - 1) await wait(pause);
    }
    throw new Failure(
      `${showUrl(url.href)} does not take telemetry (${showUrls(why)}); what was sent is remembered, so run it again`,
    );
  }
}

/** The header for the user of a URL. */
function basic(username: string, password: string): Record<string, string> {
  if (username === '' && password === '') return {};
  const pair = `${decoded(username)}:${decoded(password)}`;
  return { authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
