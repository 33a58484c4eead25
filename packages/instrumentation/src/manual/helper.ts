// Gives every helper the same shape: name, options?, callback; and `start` for a bare handle.

import type { OperationStart } from '../telemetry/operation.ts';
import { Handle, perform, type HandleKind } from './handle.ts';

/** A helper that names an operation and runs a callback under its span. */
export interface Helper<Options, Fields> {
  /** Runs `work` under a new span and returns its value, or throws its own error. */
  <T>(name: string, work: (handle: Handle<Fields>) => T): T;
  <T>(name: string, options: Options, work: (handle: Handle<Fields>) => T): T;
  /** Starts the operation for code that ends it elsewhere, by `end` or `fail`. */
  start(name: string, options?: Options): Handle<Fields>;
}

/** Makes a helper from what it records and how it reads its handle's fields. */
export function defineHelper<Options extends object, Fields>(
  kind: HandleKind<Fields>,
  toStart: (name: string, options: Partial<Options>) => OperationStart,
): Helper<Options, Fields> {
  type Work = (handle: Handle<Fields>) => unknown;
  const start = (name: string, options: Partial<Options> = {}): Handle<Fields> =>
    new Handle(kind, () => toStart(name, options));
  const helper = (name: string, optionsOrWork: Options | Work, work?: Work): unknown =>
    typeof optionsOrWork === 'function'
      ? perform(start(name), optionsOrWork)
      : perform(start(name, optionsOrWork), work!);
  return Object.assign(helper, { start }) as Helper<Options, Fields>;
}
