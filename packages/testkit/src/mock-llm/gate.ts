// A gate holds answers back until the test lets them pass, one step at a time, so that a test can
// stand between two chunks of a stream without sleeping.

/** Holds the answers of all requests that name it in `x-mock-gate`. */
export class Gate {
  #permits = 0;
  #isOpen = false;
  #waiting: (() => void)[] = [];
  #observers: (() => void)[] = [];

  /** Lets the next `count` steps pass: those that wait now, then those still to come. */
  release(count = 1): void {
    for (let step = 0; step < count; step += 1) {
      const pass = this.#waiting.shift();
      if (pass) pass();
      else this.#permits += 1;
    }
  }

  /** Lets everything pass from now on. */
  open(): void {
    this.#isOpen = true;
    this.release(this.#waiting.length);
  }

  /** Resolves as soon as an answer waits here. */
  reached(): Promise<void> {
    if (this.#waiting.length > 0) return Promise.resolve();
    return new Promise((resolve) => this.#observers.push(resolve));
  }

  /** Waits for permission; the server calls this before each step. `signal` ends the wait early. */
  pass(signal: AbortSignal): Promise<void> {
    if (this.#isOpen || signal.aborted) return Promise.resolve();
    if (this.#permits > 0) {
      this.#permits -= 1;
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const pass = (): void => {
        signal.removeEventListener('abort', leave);
        resolve();
      };
      const leave = (): void => {
        this.#waiting = this.#waiting.filter((other) => other !== pass);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting.push(pass);
      for (const observe of this.#observers.splice(0)) observe();
    });
  }
}
