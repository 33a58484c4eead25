// A generator of the package whose steps run in a place of ours: whoever reads it may be elsewhere.

import type { AnyFunction, Tracing } from '../../model/tracing.ts';
import { laterCall } from './later.ts';

/** What is to happen with the steps. */
export interface Steps {
  run<T>(step: () => T): T;
  value?(value: unknown): void;
  /** Its reader has left it. */
  left(): void;
  ended?(): void;
  failed?(error: unknown): void;
}

const NAMES = ['next', 'return', 'throw'] as const;
type Result = IteratorResult<unknown>;

/** `generator`, the same object, whose steps `steps` runs and sees. */
export function stepped(generator: object, tracing: Tracing, steps: Steps): object {
  const see = (step: () => void): void => void tracing.attempt('langchain: a stream', step);
  for (const name of NAMES) {
    const original = (generator as Readonly<Record<string, unknown>>)[name];
    if (typeof original !== 'function') continue;
    const value = (...args: unknown[]): Promise<Result> =>
      steps.run(laterCall<Result>(original as AnyFunction, generator, args)).then(
        (result) => {
          see(() => {
            if (result.done !== true) steps.value?.(result.value);
            else if (name === 'return') steps.left();
            else steps.ended?.();
          });
          return result;
        },
        (error: unknown) => {
          see(() => steps.failed?.(error));
          throw error;
        },
      );
    Object.defineProperty(generator, name, { value, configurable: true, writable: true });
  }
  return generator;
}
