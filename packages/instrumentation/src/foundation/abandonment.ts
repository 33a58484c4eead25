// Ends operations that nobody ends: the stream or promise was collected unread, is unread too
// long, or the process exits.

import { processState } from './process-state.ts';

/** An operation that must end even if it is forgotten. */
export interface Abandonable {
  streamEnded(outcome: 'abandoned'): void;
  /** Milliseconds since the reader's last action; absent if no reader is awaited. */
  idleFor?(now: number): number | undefined;
}

/** A node in the list of running operations. Only this file uses the neighbours. */
export interface Running {
  readonly owner: Abandonable;
  previous?: Running | undefined;
  next?: Running | undefined;
}

/** A stream without a read for this long counts as abandoned. */
const IDLE_LIMIT_MS = 10 * 60_000;
const SCAN_INTERVAL_MS = 60_000;

/** The head of the list. Calls are too frequent for a set, which hashes and rehashes. */
const list = processState<{ newest: Running | undefined }>('running', () => ({
  newest: undefined,
}));
const collected = new FinalizationRegistry<Abandonable>((forgotten) => {
  forgotten.streamEnded('abandoned');
});
let scanning: NodeJS.Timeout | undefined;

/** Adds `place` until `forget`. */
export function remember(place: Running): void {
  const { newest } = list;
  place.next = newest;
  if (newest !== undefined) newest.previous = place;
  list.newest = place;
}

/** Removes `place`, which `remember` added: its operation has ended. */
export function forget(place: Running): void {
  const { previous, next } = place;
  if (previous === undefined) list.newest = next;
  else previous.next = next;
  if (next !== undefined) next.previous = previous;
  place.previous = undefined;
  place.next = undefined;
}

/** Ends `operation` as abandoned once `owner` is collected; it must not refer to `owner`. */
export function endWhenCollected(owner: object, operation: Abandonable): void {
  collected.register(owner, operation, operation);
}

/** Reverts `endWhenCollected`: a caller awaits `operation`, with or without its owner. */
export function keepUntilEnded(operation: Abandonable): void {
  collected.unregister(operation);
}

/** Enables ending streams that stay unread for ten minutes. */
export function endWhenIdle(): void {
  scanning ??= setInterval(scan, SCAN_INTERVAL_MS).unref();
}

/** Ends all running operations: the process exits. */
export function abandonAll(): void {
  for (const operation of running()) operation.streamEnded('abandoned');
}

/** All running, oldest first. */
function running(): Abandonable[] {
  const all: Abandonable[] = [];
  for (let place = list.newest; place !== undefined; place = place.next) all.push(place.owner);
  return all.toReversed();
}

function scan(): void {
  const now = performance.now();
  for (const operation of running()) {
    const idle = operation.idleFor?.(now);
    if (idle !== undefined && idle >= IDLE_LIMIT_MS) operation.streamEnded('abandoned');
  }
  if (list.newest !== undefined) return;
  clearInterval(scanning);
  scanning = undefined;
}
