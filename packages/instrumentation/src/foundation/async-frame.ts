// All asynchronous stores of a moment. Node keeps them in one object that nobody changes: whoever sets a store sets a copy.

import { AsyncLocalStorage, AsyncResource } from 'node:async_hooks';

/** What a resource carries, by Node's own key for it. */
type Carrier = AsyncResource & Readonly<Record<symbol, unknown>>;

const OPTIONS = { requireManualDestroy: true } as const;

/** Notes the stores of now. */
function here(): Carrier {
  return new AsyncResource('llm-otel', OPTIONS) as Carrier;
}

/** The key, once it was looked for; absent where Node keeps the stores in another way (before 24). */
let found: { readonly key: symbol | undefined } | undefined;

function frameKey(): symbol | undefined {
  const probe = new AsyncLocalStorage<number>();
  const [one, same] = probe.run(1, () => [here(), here()]);
  const other = probe.run(2, here);
  // Node would carry it from one resource to the next for ever.
  probe.disable();
  const isFrame = (candidate: symbol): boolean =>
    typeof one![candidate] === 'object' &&
    one![candidate] === same![candidate] &&
    one![candidate] !== other[candidate];
  return Object.getOwnPropertySymbols(one).find(isFrame);
}

/**
 * A context that is entered again and again, such as at each step of a stream. To set a store takes two copies of all
 * stores, so what was entered once is kept for as long as the stores around it stay the same ones.
 */
export class KeptContext {
  readonly #owner: { run<T>(work: () => T): T };
  #around: unknown;
  #inside: AsyncResource | undefined;

  /** `owner` runs its work in the context. */
  constructor(owner: { run<T>(work: () => T): T }) {
    this.#owner = owner;
  }

  /** What runs in the context, with the other stores of now; `undefined` if nothing can be kept here. */
  now(): AsyncResource | undefined {
    const { key } = (found ??= { key: frameKey() });
    if (key === undefined) return undefined;
    if (this.#inside === undefined || here()[key] !== this.#around) {
      this.#inside = this.#owner.run(here);
      // What is left again is a copy of what was before.
      this.#around = here()[key];
    }
    return this.#inside;
  }
}
