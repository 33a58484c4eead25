// Watches a synchronous generator in place: its work between two steps belongs to the operation.

/** Receives generator events. No method may throw. */
interface GeneratorObserver {
  run<T>(step: () => T): T;
  chunk(): boolean;
  streamEnded(outcome: 'completed' | 'aborted'): void;
  fail(error: unknown, isStop?: boolean): void;
}

/** Whether `value` is what a generator function returns. An array's iterator does no work of its own. */
export function isGenerator(value: unknown): value is Generator {
  return Object.prototype.toString.call(value) === '[object Generator]';
}

/** Replaces the methods on `generator` itself and returns it. */
export function observeGenerator<T extends Generator>(
  generator: T,
  observer: GeneratorObserver,
): T {
  const { next, return: close, throw: raise } = generator;
  const step = <V>(method: (value: V) => IteratorResult<unknown>, values: V[]) => {
    let result: IteratorResult<unknown>;
    try {
      result = observer.run(() => Reflect.apply(method, generator, values));
    } catch (error) {
      observer.fail(error);
      throw error;
    }
    if (result.done === true) observer.streamEnded('completed');
    else observer.chunk();
    return result;
  };
  const methods = {
    next: (...values: unknown[]) => step(next as never, values),
    return(...values: unknown[]) {
      observer.streamEnded('aborted');
      return step(close, values);
    },
    throw(...values: unknown[]) {
      observer.fail(values[0], true);
      return step(raise, values);
    },
  };
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(value, 'length', { value: 1, configurable: true });
    Object.defineProperty(generator, name, { value, configurable: true, writable: true });
  }
  return generator;
}
