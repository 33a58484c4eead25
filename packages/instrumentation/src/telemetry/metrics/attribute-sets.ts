// The combinations of metric attributes: interned, and bounded in number.

import type { Attributes } from '@opentelemetry/api';
import { detached } from '../../content/cut-text.ts';
import { OTHER } from '../../content/shaped.ts';
import { remark } from '../../foundation/safely.ts';
import { ATTRIBUTE } from '../conventions/vocabulary.ts';

type Values = Readonly<Record<string, string | number | undefined>>;

/** One combination, and its measurements. */
export interface AttributeSet<Measured> {
  readonly attributes: Attributes;
  readonly measured: Measured;
  /** The same combination with an `error.type`. */
  readonly failed: Map<string, AttributeSet<Measured>>;
}

/** Further sets share one overflow set, as in the SDK. */
const LIMIT = 2000;
const OVERFLOW: Attributes = { 'otel.metric.overflow': true };

/** Values of one attribute: one that never repeats must not use up the room of all. */
const VALUE_LIMIT = 500;

/** The known sets. */
export class AttributeSets<Measured> {
  /** In order of first use. */
  readonly all: AttributeSet<Measured>[] = [];
  readonly #byKey = new Map<string, AttributeSet<Measured>>();
  readonly #values = new Map<string, Map<string, string>>();
  readonly #create: () => Measured;
  #overflow: AttributeSet<Measured> | undefined;

  constructor(create: () => Measured) {
    this.#create = create;
  }

  /** The set of the defined `values`. */
  find(values: Values): AttributeSet<Measured> {
    const bounded: Record<string, string | number | undefined> = {};
    for (const name in values) bounded[name] = this.bounded(name, values[name]);
    const key = JSON.stringify(bounded);
    return this.get(key) ?? this.add(key, bounded);
  }

  /** `value`, or `_OTHER` if too many others of the attribute `name` came before. */
  bounded<Value extends string | number | undefined>(name: string, value: Value): Value | string {
    if (typeof value !== 'string') return value;
    let known = this.#values.get(name);
    if (known === undefined) this.#values.set(name, (known = new Map()));
    const kept = known.get(value);
    if (kept !== undefined) return kept;
    if (known.size < VALUE_LIMIT) {
      const copy = detached(value);
      known.set(copy, copy);
      return copy;
    }
    if (!known.has(OTHER)) {
      known.set(OTHER, OTHER);
      remark(
        `metrics show ${VALUE_LIMIT} values of ${name}, and each further one of this process as ${OTHER}`,
      );
    }
    return OTHER;
  }

  /** The set added under `key`. */
  get(key: string): AttributeSet<Measured> | undefined {
    return this.#byKey.get(key);
  }

  /** A new set of the defined `values`, which are bounded, or the overflow set. */
  add(key: string, values: Values): AttributeSet<Measured> {
    const set = this.#add(given(values));
    if (set !== this.#overflow) this.#byKey.set(key, set);
    return set;
  }

  /** `set` with a failed operation's error, or itself. */
  withError(set: AttributeSet<Measured>, errorType: string | undefined): AttributeSet<Measured> {
    if (errorType === undefined || set === this.#overflow) return set;
    const type = this.bounded(ATTRIBUTE.errorType, errorType);
    let failed = set.failed.get(type);
    if (failed === undefined) {
      failed = this.#add({ ...set.attributes, [ATTRIBUTE.errorType]: type });
      if (failed !== this.#overflow) set.failed.set(type, failed);
    }
    return failed;
  }

  #add(attributes: Attributes): AttributeSet<Measured> {
    if (this.all.length >= LIMIT) return (this.#overflow ??= this.#append(OVERFLOW));
    return this.#append(attributes);
  }

  #append(unsorted: Attributes): AttributeSet<Measured> {
    // An SDK sorts the names for every value: names in order cost it less.
    const attributes = Object.fromEntries(
      Object.entries(unsorted).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    );
    const set = { attributes, measured: this.#create(), failed: new Map() };
    this.all.push(set);
    return set;
  }
}

function given(values: Values): Attributes {
  const attributes: Attributes = {};
  for (const name in values) {
    if (values[name] !== undefined) attributes[name] = values[name];
  }
  return attributes;
}
