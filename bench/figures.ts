// Collects the values of a bench, by their place in its tables.

import type { Measurement } from './measurement.ts';

type Place = Pick<Measurement, 'table' | 'what' | 'who' | 'unit'>;

/** The figures so far, in the order of their first values. */
export class Figures {
  readonly #figures = new Map<string, Place & { readonly values: number[] }>();

  /** Adds values of one round, or of all. */
  add(place: Place, ...values: readonly number[]): void {
    const key = JSON.stringify(place);
    const figure = this.#figures.get(key) ?? { ...place, values: [] };
    figure.values.push(...values);
    this.#figures.set(key, figure);
  }

  /** All of them. */
  all(): readonly Measurement[] {
    return [...this.#figures.values()];
  }
}
