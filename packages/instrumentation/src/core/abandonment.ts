// Ends what nobody can read any more: its stream or promise has been garbage collected unread.

/** Something that has to end even if its caller forgets it. */
interface Abandonable {
  streamEnded(outcome: 'abandoned'): void;
}

const registry = new FinalizationRegistry<Abandonable>((forgotten) => {
  forgotten.streamEnded('abandoned');
});

/** Ends `running` as abandoned once `owner` is collected; `running` must not refer to `owner`. */
export function endWhenCollected(owner: object, running: Abandonable): void {
  registry.register(owner, running);
}
