// Helpers of a package that call a traced method and parse its result: a call that begins before a helper returns is the
// helper's own.

import type { MakeWrapper } from '../foundation/replaced-method.ts';
import { safely } from '../foundation/safely.ts';
import type { AnyMethod } from '../model/method.ts';
import type { Helper } from '../model/target.ts';
import type { Tracing } from '../model/tracing.ts';
import { isDisabled } from '../settings/settings.ts';
import { toolWatch } from './tool-function.ts';

let running: HelperCall | undefined;

/** One call of a helper. */
export class HelperCall {
  readonly #helper: Helper;
  readonly #args: readonly unknown[];
  returned: unknown;

  constructor(helper: Helper, args: readonly unknown[]) {
    this.#helper = helper;
    this.#args = args;
  }

  /** Whether it has not returned. */
  get isRunning(): boolean {
    return running === this;
  }

  /** Whether it parses the answer in the first callback of the promise. */
  get parsesInCallback(): boolean {
    return this.#helper.parsed === undefined;
  }

  /** Whether the answer in a stream fits its schema, once the last chunk was handled; `undefined` if it was not parsed. */
  fits(method: AnyMethod): boolean | undefined {
    const { returned } = this;
    if (typeof returned !== 'object' || returned === null) return undefined;
    return safely('reading a parsed answer', () => {
      const parsed = this.#helper.parsed?.(returned, this.#args);
      return parsed && method.fits?.(parsed);
    });
  }
}

function run(call: HelperCall, work: () => unknown): unknown {
  const outer = running;
  running = call;
  try {
    return (call.returned = work());
  } finally {
    running = outer;
  }
}

/** The helper that is calling, if there is one. */
export function runningHelper(): HelperCall | undefined {
  return running;
}

/** The wrapper of a helper's method `name`. */
export function helperWrapper(name: string, helper: Helper, tracing: () => Tracing): MakeWrapper {
  return (original, patch) =>
    // A method in an object literal has no `prototype` and its own name, like the original.
    ({
      [name](this: unknown, ...args: unknown[]): unknown {
        if (patch().isOff) return original.apply(this, args);
        if (helper.tools === undefined) {
          return run(new HelperCall(helper, args), () => original.apply(this, args));
        }
        return original.apply(this, withTools(helper, args, tracing) as unknown[]);
      },
    })[name] as typeof original;
}

/** The tools of an application that records nothing stay what they are. */
function withTools(
  helper: Helper,
  args: readonly unknown[],
  tracing: () => Tracing,
): readonly unknown[] {
  if (isDisabled()) return args;
  return safely('looking for tools', () => helper.tools?.(args, toolWatch(tracing()))) ?? args;
}
