// What all calls inside an operation cost, however deep.

/** The sum of one operation, in nano-dollars. */
export class CostTally {
  readonly #around: CostTally | undefined;
  #nanos: number | undefined;

  /** `around`: that of the operation around this one. */
  constructor(around: CostTally | undefined) {
    this.#around = around;
  }

  /** `undefined` if no call inside has a price. */
  get nanos(): number | undefined {
    return this.#nanos;
  }

  /** Adds a call that ended, here and further out. What outlives an operation is not in its sum. */
  add(nanos: number): void {
    this.#nanos = (this.#nanos ?? 0) + nanos;
    this.#around?.add(nanos);
  }
}
