// The combinations of metric attributes: interned, and bounded in number.

import type { Attributes } from '@opentelemetry/api';
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

/** The known sets. */
export class AttributeSets<Measured> {
  /** In order of first use. */
  readonly all: AttributeSet<Measured>[] = [];
  readonly #byKey = new Map<string, AttributeSet<Measured>>();
  readonly #create: () => Measured;
  #overflow: AttributeSet<Measured> | undefined;

  constructor(create: () => Measured) {
    this.#create = create;
  }

  /** The set of the defined `values`. */
  find(values: Values): AttributeSet<Measured> {
    const key = JSON.stringify(values);
    return this.get(key) ?? this.add(key, values);
  }

  /** The set added under `key`. */
  get(key: string): AttributeSet<Measured> | undefined {
    return this.#byKey.get(key);
  }

  /** A new set of the defined `values`, or the overflow set. */
  add(key: string, values: Values): AttributeSet<Measured> {
    const set = this.#add(given(values));
    if (set !== this.#overflow) this.#byKey.set(key, set);
    return set;
  }

  /** `set` with a failed operation's error, or itself. */
  withError(set: AttributeSet<Measured>, errorType: string | undefined): AttributeSet<Measured> {
    if (errorType === undefined || set === this.#overflow) return set;
    let failed = set.failed.get(errorType);
    if (failed === undefined) {
      failed = this.#add({ ...set.attributes, [ATTRIBUTE.errorType]: errorType });
      if (failed !== this.#overflow) set.failed.set(errorType, failed);
    }
    return failed;
  }

  #add(attributes: Attributes): AttributeSet<Measured> {
    if (this.all.length >= LIMIT) return (this.#overflow ??= this.#append(OVERFLOW));
    return this.#append(attributes);
  }

  #append(attributes: Attributes): AttributeSet<Measured> {
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
