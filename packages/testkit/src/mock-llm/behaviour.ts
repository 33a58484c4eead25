// How a request asks the mock server to behave: one `x-mock-*` header per field, so that the model
// name stays free for what a test wants to see in the telemetry. Knows names and values, no wire.

/** What can go wrong with an answer that otherwise has status 200, and with which answers it can. */
export const faults = {
  reset: 'any',
  cut: 'any',
  html: 'any',
  'no-choices': 'any',
  'null-usage': 'any',
  'truncated-json': 'body',
  'error-event': 'stream',
  'malformed-chunk': 'stream',
  'empty-stream': 'stream',
  'failed-response': 'responses',
} as const;

/** A name in {@link faults}. */
export type Fault = keyof typeof faults;

const finishReasons = ['stop', 'length', 'content_filter'] as const;

/** How one request is answered. A field `failTimes` is the header `x-mock-fail-times`. */
export interface Behaviour {
  /** Answers with this error status and an error body of the provider. */
  readonly status?: number;
  /** `error.code` of that body, for example `insufficient_quota`; `error.type` of Anthropic's. */
  readonly errorCode?: string;
  /** `retry-after-ms` of that answer in milliseconds; 1 unless told, so that clients retry at once. */
  readonly retryAfterMs?: number;
  /** Limits `status` and `fault` to the first attempts of a call. */
  readonly failTimes?: number;
  readonly fault?: Fault;
  /** Events sent before `cut`, `error-event` or `malformed-chunk`; 2 unless told. */
  readonly faultAfter?: number;
  /** Milliseconds before the answer begins. */
  readonly delayMs?: number;
  /** Milliseconds before each stream event. */
  readonly chunkDelayMs?: number;
  /** Name of the gate the answer waits at: once when unstreamed, before each event when streamed. */
  readonly gate?: string;
  /** The answer's text, percent-encoded in the header. */
  readonly answer?: string;
  /** Length of the answer in characters. */
  readonly contentChars?: number;
  /** Number of text (or argument) chunks in a stream. */
  readonly chunks?: number;
  readonly finishReason?: (typeof finishReasons)[number];
  /** Categories that the content filter of Azure OpenAI objects to, with commas between. */
  readonly filtered?: string;
  /** Refuses to answer, in the message's own `refusal` field or part. */
  readonly refusal?: boolean;
  /** Number of parallel tool calls; 1 unless told, 0 answers with text although tools are offered. */
  readonly toolCalls?: number;
  readonly cachedTokens?: number;
  /** Input tokens that go into the cache; Anthropic only. */
  readonly cacheWriteTokens?: number;
  readonly reasoningTokens?: number;
  /** The model that answers; unless told, the requested one with a date behind it. */
  readonly responseModel?: string;
}

type Reader = (value: string) => string | number | boolean | undefined;

const text: Reader = (value) => {
  try {
    return decodeURIComponent(value);
  } catch {
    return undefined;
  }
};
const count: Reader = (value) => (/^\d+$/.test(value) ? Number(value) : undefined);
const yes: Reader = (value) => (value === 'true' ? true : undefined);
const oneOf =
  (allowed: readonly string[]): Reader =>
  (value) =>
    allowed.includes(value) ? value : undefined;

const readers: Readonly<Record<keyof Behaviour, Reader>> = {
  status: (value) => (/^[45]\d\d$/.test(value) ? Number(value) : undefined),
  errorCode: text,
  retryAfterMs: count,
  failTimes: count,
  fault: oneOf(Object.keys(faults)),
  faultAfter: count,
  delayMs: count,
  chunkDelayMs: count,
  gate: text,
  answer: text,
  contentChars: count,
  chunks: count,
  finishReason: oneOf(finishReasons),
  filtered: text,
  refusal: yes,
  toolCalls: count,
  cachedTokens: count,
  cacheWriteTokens: count,
  reasoningTokens: count,
  responseModel: text,
};

const headerPrefix = 'x-mock-';
const toHeaderName = (field: string): string =>
  headerPrefix + field.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
const fieldOfHeader = new Map(
  (Object.keys(readers) as (keyof Behaviour)[]).map((field) => [toHeaderName(field), field]),
);

/**
 * Writes a behaviour as request headers, ready for the `headers` option of an SDK call.
 *
 * @example
 * client.chat.completions.create(params, { headers: toHeaders({ status: 429 }) });
 */
export function toHeaders(behaviour: Behaviour): Record<string, string> {
  return Object.fromEntries(
    Object.entries(behaviour)
      .filter(([, value]) => value !== undefined)
      .map(([field, value]) => [toHeaderName(field), encodeURIComponent(String(value))]),
  );
}

/**
 * Reads the behaviour a request asks for.
 *
 * @throws {RangeError} when a header of this scheme is unknown or its value makes no sense, because
 * a misspelt behaviour would otherwise pass for a good answer
 */
export function toBehaviour(
  headers: Readonly<Record<string, string | string[] | undefined>>,
): Behaviour {
  const behaviour: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries(headers)) {
    if (!name.startsWith(headerPrefix)) continue;
    const field = fieldOfHeader.get(name);
    if (field === undefined) {
      throw new RangeError(
        `unknown header ${name}; known: ${[...fieldOfHeader.keys()].join(', ')}`,
      );
    }
    const read = readers[field](String(value));
    if (read === undefined) throw new RangeError(`header ${name} cannot be "${String(value)}"`);
    behaviour[field] = read;
  }
  return behaviour;
}
