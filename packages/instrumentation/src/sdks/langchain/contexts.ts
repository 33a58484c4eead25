// Where the package calls code of the application: functions of chains and tools, nodes, steps of streams. Each is called
// with its configuration, which names the run that it belongs to.

import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { isAsync, laterCall, laterStep } from './later.ts';
import { lookingUp } from './managers.ts';
import {
  boundHere,
  here,
  inFunction,
  inStep,
  withClaim,
  withoutManager,
  type Claim,
} from './place.ts';
import { runAbove, runOf } from './runs.ts';

type Wrapper = (original: AnyFunction) => AnyFunction;
const nothing = (): void => undefined;

/** Around `runWithConfig`, which calls a function with a configuration. */
export function running(tracing: Tracing): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const run = tracing.attempt('langchain: a context', () => {
        const { callbacks } = (args[0] ?? {}) as { readonly callbacks?: unknown };
        return runAbove(callbacks);
      });
      const work = (): unknown => lookingUp(() => original.apply(this, args));
      const operation = run?.running;
      // With a third argument it makes a step of a stream.
      if (args[2] === true || !isAsync(args[1])) {
        return operation === undefined ? work() : inStep(operation, work);
      }
      const later = laterCall(original, this, args);
      if (operation !== undefined) return inFunction(operation, run!, later);
      return here() === undefined ? work() : withoutManager(later);
    };
}

/** Around `_callWithConfig`, whose first argument is the function that a runnable is. */
export function callingFunctions(tracing: Tracing): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const [work, ...others] = args;
      return typeof work === 'function' && tracing.isOn()
        ? original.apply(this, [inRunOf(work as AnyFunction), ...others])
        : original.apply(this, args);
    };
}

/** `work`, in the context of the run whose manager is its third argument. */
function inRunOf(work: AnyFunction): AnyFunction {
  return function (this: unknown, ...args: unknown[]): unknown {
    const run = runOf(args[2]);
    if (run?.running === undefined) return work.apply(this, args);
    return inFunction(run.running, run, laterCall(work, this, args), false);
  };
}

/** Around a method that streams, and is the first to begin a run. `isGraph`: it is one of a graph. */
export function streaming(tracing: Tracing, isGraph: boolean): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const claim: Claim = isGraph ? { graph: this as object } : {};
      const stream = original.apply(this, args) as AsyncIterator<unknown>;
      const around = { run: <T>(step: () => T): T => withClaim(claim, laterStep(step)) };
      tracing.watch(stream, around, {
        chunk: nothing,
        fail: nothing,
        end: (outcome) => outcome !== 'completed' && claim.running?.end({ outcome }),
      });
      return stream;
    };
}

/** Around a method that may call the function at `index` of its arguments later, from elsewhere. */
export function queueing(index: number): Wrapper {
  return (original) =>
    function (this: unknown, ...args: unknown[]): unknown {
      const { maxConcurrency } = this as { readonly maxConcurrency?: unknown };
      const callable = args[index];
      if (maxConcurrency === Infinity || typeof callable !== 'function' || here() === undefined) {
        return original.apply(this, args);
      }
      return original.apply(this, args.with(index, boundHere(callable as AnyFunction)));
    };
}
