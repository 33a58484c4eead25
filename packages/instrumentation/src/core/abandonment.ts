// Ends what nobody ends: its stream or promise was garbage collected unread, lies unread for too
// long, or the process goes.

/** Something that has to end even if its caller forgets it. */
export interface Abandonable {
  streamEnded(outcome: 'abandoned'): void;
  /** Milliseconds since its reader last did something; absent where nobody is being waited for. */
  idleFor?(now: number): number | undefined;
}

/** A stream that nobody has read from for this long is not going to be read. */
const IDLE_LIMIT_MS = 10 * 60_000;
const SCAN_INTERVAL_MS = 60_000;

const running = new Set<Abandonable>();
const collected = new FinalizationRegistry<Abandonable>((forgotten) => {
  forgotten.streamEnded('abandoned');
});
let scanning: NodeJS.Timeout | undefined;

/** Remembers `operation` until `forget`. */
export function remember(operation: Abandonable): void {
  running.add(operation);
}

/** `operation` has ended. */
export function forget(operation: Abandonable): void {
  running.delete(operation);
}

/** Ends `operation` as abandoned once `owner` is collected; it must not refer to `owner`. */
export function endWhenCollected(owner: object, operation: Abandonable): void {
  collected.register(owner, operation);
}

/** From now on streams that lie unread are ended after ten minutes. */
export function endWhenIdle(): void {
  scanning ??= setInterval(scan, SCAN_INTERVAL_MS).unref();
}

/** Ends all that still runs: the process is about to go. */
export function abandonAll(): void {
  for (const operation of running) operation.streamEnded('abandoned');
}

function scan(): void {
  const now = performance.now();
  for (const operation of running) {
    const idle = operation.idleFor?.(now);
    if (idle !== undefined && idle >= IDLE_LIMIT_MS) operation.streamEnded('abandoned');
  }
  if (running.size > 0) return;
  clearInterval(scanning);
  scanning = undefined;
}
