// The errors of services and their packages, remembered by identity: they pass through operations of the
// application, whose own errors may repeat their texts.

import { safeServiceText } from '../../content/errors/safe-text.ts';
import { readProperty } from '../../foundation/read-property.ts';
import { processState } from '../../foundation/process-state.ts';
import type { Failure } from '../../model/response.ts';
import type { Thrown } from '../operation.ts';

/** What the call that failed knows of its error. */
interface Known {
  readonly failure: Failure | undefined;
  readonly texts: readonly string[];
}

/** How many texts are kept, how much of each, and how long it must be. */
const KEPT = 256;
const LONGEST = 64;
const SHORTEST = 4;
const MAX_DEPTH = 8;
const STATUS_NAMES = ['status', 'statusCode', 'status_code'];
const HTTP_STATUS = /^[1-5]\d\d /;

const state = processState<{ errors: WeakMap<object, Known>; texts: string[] }>(
  'service-errors',
  () => ({ errors: new WeakMap(), texts: [] }),
);

/** A call of a service ended with `thrown`. */
export function noteServiceError({ error, failure, texts = [] }: Thrown): void {
  const isObject = typeof error === 'object' && error !== null;
  // The innermost call knows it best.
  if (isObject && !state.errors.has(error)) state.errors.set(error, { failure, texts });
  for (const text of textsOf(error, failure)) {
    const beginning = text.slice(0, LONGEST);
    const isKnown = state.texts.includes(beginning) || safeServiceText(text, texts) === text;
    if (!isKnown) state.texts.push(beginning);
  }
  state.texts.splice(0, Math.max(0, state.texts.length - KEPT));
}

/** `thrown` with what is known of it, if a service or its package wrote its text; else `undefined`. */
export function asServiceError(thrown: Thrown): Thrown | undefined {
  const { error, failure, texts } = thrown;
  const known = typeof error === 'object' && error !== null ? state.errors.get(error) : undefined;
  if (known !== undefined) return { error, failure: failure ?? known.failure, texts: known.texts };
  const isOfService = failure !== undefined || texts !== undefined;
  return isOfService || statusOf(thrown) !== undefined ? thrown : undefined;
}

/** The HTTP status of a failed request, by any of the names that packages give it. */
export function statusOf({ error, failure }: Thrown): number | undefined {
  return [failure?.status, ...STATUS_NAMES.map((name) => readProperty(error, name))].find(
    (status) => isStatus(status),
  );
}

function isStatus(value: unknown): value is number {
  return Number.isInteger(value) && (value as number) >= 100 && (value as number) <= 599;
}

/** The texts of services that an application may repeat in `error`: recent ones, and those of its causes. */
export function foreignTexts(error: unknown): readonly string[] {
  const texts = new Set(state.texts);
  let cause = readProperty(error, 'cause');
  for (
    let depth = 0;
    depth < MAX_DEPTH && typeof cause === 'object' && cause !== null;
    depth += 1
  ) {
    const service = asServiceError({ error: cause });
    if (service !== undefined) {
      for (const text of textsOf(cause, service.failure)) texts.add(text);
    }
    cause = readProperty(cause, 'cause');
  }
  return [...texts];
}

function textsOf(error: unknown, failure: Failure | undefined): string[] {
  return [failure?.message, typeof error === 'string' ? error : readProperty(error, 'message')]
    .filter((text) => typeof text === 'string')
    .map((text) => text.replace(HTTP_STATUS, ''))
    .filter((text) => text.trim().length >= SHORTEST);
}
