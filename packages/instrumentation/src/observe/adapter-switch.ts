// Whether an adapter is used: the settings may switch it off, and repeated failures switch it off for the
// rest of the process.

import { report } from '../foundation/safely.ts';
import { say } from '../foundation/say.ts';
import type { Adapter } from '../model/adapter.ts';
import type { Operation } from '../model/operation.ts';
import { shownText } from '../telemetry/errors/shown-error.ts';
import { isSdkDisabled } from '../settings/settings.ts';

/** Consecutive failures until switch-off. */
const LIMIT = 1000;

/** The switch of one adapter. */
export class AdapterSwitch {
  readonly #name: string;
  #failures = 0;
  isOff: boolean;

  constructor(name: string) {
    this.#name = name;
    this.isOff = isSdkDisabled(name);
  }

  /** The result of `describe`; `undefined` if it throws, which is counted. Never throws. */
  guard(what: string, describe: () => Operation | undefined): Operation | undefined {
    try {
      const operation = describe();
      if (operation?.problem === undefined) this.#failures = 0;
      else this.#failed(what, operation.problem);
      return operation;
    } catch (error) {
      this.#failed(what, error);
      return undefined;
    }
  }

  /** The result of `select`; `undefined` if it throws, which is counted. Only `guard` forgets failures. Never throws. */
  selected<T>(select: () => T | undefined): T | undefined {
    try {
      return select();
    } catch (error) {
      this.#failed('selecting a method', error);
      return undefined;
    }
  }

  #failed(what: string, error: unknown): void {
    report(what, error);
    this.#failures += 1;
    if (this.#failures < LIMIT || this.isOff) return;
    this.isOff = true;
    say(
      `the adapter ${this.#name} failed ${LIMIT} times in a row and is switched off; the last error: ${shownText({ error }) ?? 'unknown'}`,
    );
  }
}

const switches = new WeakMap<Adapter, AdapterSwitch>();

/** The switch of `adapter`. */
export function switchOf(adapter: Adapter): AdapterSwitch {
  let found = switches.get(adapter);
  if (found === undefined) {
    found = new AdapterSwitch(adapter.name);
    switches.set(adapter, found);
  }
  return found;
}
