// Watches an async iterator in place: the object stays the generator that it was. Every step runs
// inside the caller's own iteration, in the context of the call.

/** What is told of an iteration. None of these may throw. */
export interface IterationObserver {
  /** A step has been asked for and has not arrived. */
  isReading: boolean;
  run<T>(step: () => T): T;
  /** Returns `false` for a value that the reader must not see. */
  chunk(value: unknown): boolean;
  streamEnded(outcome: 'completed' | 'aborted' | 'abandoned'): void;
  /** `isStop`: the caller stopped the iteration, though it threw. */
  fail(error: unknown, isStop?: boolean): void;
}

/** What else is known of an iteration. */
export interface IterationState {
  /** Tells an iteration that ended because its caller aborted from a complete one. */
  isAborted(): boolean;
  /** Whether `error` is what the caller aborted with. The SDK aborts by itself after any other. */
  isAbortReason(error: unknown): boolean;
  /** Whether this iterator is the one that reads: a second reader of a stream only gets errors. */
  isReader(iterator: object): boolean;
}

const ONLY_READER: IterationState = {
  isAborted: () => false,
  isAbortReason: () => false,
  isReader: () => true,
};

/** Replaces `next`, `return` and `throw` on `iterator` itself and returns it. */
export function observeIterator<T extends AsyncIterator<unknown>>(
  iterator: T,
  observer: IterationObserver,
  { isAborted, isAbortReason, isReader }: IterationState = ONLY_READER,
): T {
  const own = iterator as AsyncIterator<unknown, unknown, unknown>;
  const { next } = own;
  type Step = IteratorResult<unknown>;
  const onStep = (result: Step): Step | Promise<Step> => {
    observer.isReading = false;
    if (result.done === true) observer.streamEnded(isAborted() ? 'aborted' : 'completed');
    else if (!observer.chunk(result.value)) return own.next();
    return result;
  };
  const onError = (error: unknown): never => {
    observer.isReading = false;
    observer.fail(error, isAbortReason(error));
    throw error;
  };
  // Loops pass no value: their steps share one closure.
  const step = (): Promise<Step> => next.call(own);
  replaceMethods(own, {
    next(...values: [] | [unknown]) {
      if (!isReader(own)) return next.apply(own, values);
      observer.isReading = true;
      const running = observer.run(values.length === 0 ? step : () => next.apply(own, values));
      return running.then(onStep, onError);
    },
  });
  watchStop(own, observer, isReader);
  return iterator;
}

/** Watches only whether the reader stops: for an iterator whose steps are watched further inside. */
export function watchStop(
  iterator: AsyncIterator<unknown, unknown, unknown>,
  observer: IterationObserver,
  isReader: IterationState['isReader'] = () => true,
): void {
  const { return: close, throw: raise } = iterator;
  if (close !== undefined) {
    replaceMethods(iterator, {
      return(value) {
        // The caller stopped reading: that is the end, even if closing takes long or fails.
        if (isReader(iterator)) observer.streamEnded('aborted');
        return observer.run(() => close.call(iterator, value));
      },
    });
  }
  if (raise !== undefined) {
    replaceMethods(iterator, {
      throw(error) {
        if (isReader(iterator)) observer.fail(error, true);
        return observer.run(() => raise.call(iterator, error));
      },
    });
  }
}

/** Own methods that no listing of the iterator's keys shows, with the names of those they replace. */
function replaceMethods(
  iterator: AsyncIterator<unknown, unknown, unknown>,
  methods: Partial<AsyncIterator<unknown, unknown, unknown>>,
): void {
  for (const [name, value] of Object.entries(methods)) {
    Object.defineProperty(value, 'length', { value: 1, configurable: true });
    Object.defineProperty(iterator, name, { value, configurable: true, writable: true });
  }
}
