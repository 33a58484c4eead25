// What an endpoint hands to the delivery: the same answer as one body and as stream events. Knows
// no behaviour and no wire.

/** A JSON object of an answer. */
export type JsonObject = { readonly [key: string]: unknown };

/** One server-sent event. */
export interface ServerEvent {
  /** The `event:` line; chat streams have none. */
  readonly name?: string;
  readonly data: JsonObject | '[DONE]';
}

/** The answer to one request. */
export interface Answer {
  readonly body: JsonObject;
  /** Sent instead of `body` where the answer is no JSON. */
  readonly raw?: { readonly contentType: string; readonly bytes: Buffer };
  /** Set when the request asked for a stream. */
  readonly events?: readonly ServerEvent[];
}

/** What an endpoint may use besides the request's body to build its answer. */
export interface AnswerSeed {
  /** Unique on one server, counted from 1 and therefore the same in each run. */
  readonly id: string;
}

/** A request an endpoint cannot answer; becomes status 400. */
export class InvalidRequest extends Error {}

/** `created` of every answer in seconds, constant so that answers can be compared: 2026-01-15. */
export const createdAt = 1_768_435_200;

/** The model that answers a request for `requested`: its newest dated release. */
export function toResponseModel(requested: string): string {
  return /\d{4}-\d{2}-\d{2}$/.test(requested) ? requested : `${requested}-2026-01-15`;
}
