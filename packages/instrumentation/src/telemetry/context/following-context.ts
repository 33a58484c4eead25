// A context that moves: a framework knows which operation is current and cannot run its work in it, so that each reading
// asks. Whatever keeps a context keeps what it is then.

import type { Context } from '@opentelemetry/api';

type Values = ReadonlyMap<symbol, unknown>;
const NONE: Values = new Map();

/** The context that `current` returns at any time, or `around`, with `values` over it. */
export class FollowingContext implements Context {
  readonly #around: Context;
  readonly #current: () => Context | undefined;
  readonly #values: Values;

  constructor(around: Context, current: () => Context | undefined, values = NONE) {
    this.#around = around;
    this.#current = current;
    this.#values = values;
  }

  getValue(key: symbol): unknown {
    return this.#values.has(key) ? this.#values.get(key) : this.#now().getValue(key);
  }

  setValue(key: symbol, value: unknown): Context {
    return new FollowingContext(this.#around, this.#current, new Map(this.#values).set(key, value));
  }

  deleteValue(key: symbol): Context {
    return this.setValue(key, undefined);
  }

  /** What it is now. */
  fixed(): Context {
    let context = fixed(this.#now());
    for (const [key, value] of this.#values) context = context.setValue(key, value);
    return context;
  }

  #now(): Context {
    return this.#current() ?? this.#around;
  }
}

/** `context`, which moves no more. */
export function fixed(context: Context): Context {
  return context instanceof FollowingContext ? context.fixed() : context;
}
