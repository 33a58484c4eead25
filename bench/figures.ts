// Collects the values of a bench, by their place in its tables.

import type { Measurement } from './measurement.ts';

type Place = Pick<Measurement, 'table' | 'what' | 'who' | 'unit'>;
type Figure = Place & { readonly values: number[]; note?: string; isBroken?: true };

/** The figures so far, in the order of their first values. */
export class Figures {
  readonly #figures = new Map<string, Figure>();

  /** Adds values of one round, or of all. */
  add(place: Place, ...values: readonly number[]): void {
    this.#at(place).values.push(...values);
  }

  /** The figure cannot be had, for a reason that is not ours. */
  leaveOut(place: Place, note: string): void {
    this.#at(place).note = note;
  }

  /** The figure is of something that does not work. */
  breakDown(place: Place, note: string): void {
    Object.assign(this.#at(place), { note, isBroken: true });
  }

  /** All of them. */
  all(): readonly Measurement[] {
    return [...this.#figures.values()];
  }

  #at(place: Place): Figure {
    const key = JSON.stringify(place);
    const figure = this.#figures.get(key) ?? { ...place, values: [] };
    this.#figures.set(key, figure);
    return figure;
  }
}
