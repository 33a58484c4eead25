// Ends what nobody ends: its stream or promise was garbage collected unread, or the process goes.

/** Something that has to end even if its caller forgets it. */
export interface Abandonable {
  streamEnded(outcome: 'abandoned'): void;
}

const running = new Set<Abandonable>();
const collected = new FinalizationRegistry<Abandonable>((forgotten) => {
  forgotten.streamEnded('abandoned');
});

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

/** Ends all that still runs: the process is about to go. */
export function abandonAll(): void {
  for (const operation of running) operation.streamEnded('abandoned');
}
