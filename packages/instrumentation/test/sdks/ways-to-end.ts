// The ends that a call can come to.

import { failing, open, take, type Way } from './way.ts';

export const waysToEnd: readonly Way[] = [
  {
    name: 'taken',
    of: 'both',
    outcome: 'completed',
    run: (attempt) => take(attempt, attempt.make()),
  },
  {
    name: 'taken by then, catch and finally',
    of: 'both',
    outcome: 'completed',
    async run(attempt) {
      const { make, log } = attempt;
      const promise = make() as Promise<unknown>;
      if (!(promise instanceof Promise)) return take(attempt, promise);
      const results = await Promise.all([
        promise.then((result) => result),
        promise.catch(() => log('not called')),
        promise.finally(() => log('finally')),
        promise,
      ]);
      log(new Set(results).size, String(promise.then(log).constructor.name));
      return take(attempt, promise);
    },
  },
  {
    name: 'refused',
    of: 'both',
    outcome: 'error',
    answer: 'refused',
    async run(attempt) {
      const returned = attempt.make() as Promise<unknown>;
      await failing(attempt, () => take(attempt, returned));
      if (typeof returned.catch !== 'function') return;
      const [first, second] = await Promise.all([1, 2].map(() => returned.catch((error) => error)));
      attempt.log(first, first === second);
    },
  },
  {
    name: 'unreachable',
    of: 'both',
    outcome: 'error',
    run: (attempt) => failing(attempt, () => take(attempt, attempt.makeUnreachable())),
  },
  {
    name: 'aborted before the answer',
    of: 'both',
    needs: 'signal',
    outcome: 'aborted',
    answer: 'held',
    async run(attempt) {
      const end = failing(attempt, () => take(attempt, attempt.make()));
      await attempt.arrived;
      attempt.abort();
      await end;
    },
  },
  {
    name: 'past its deadline before the answer',
    of: 'both',
    needs: 'signal',
    outcome: 'error',
    answer: 'held',
    async run(attempt) {
      const end = failing(attempt, () => take(attempt, attempt.make()));
      await attempt.arrived;
      attempt.abort(deadline());
      await end;
    },
  },
  {
    name: 'read step by step',
    of: 'streamed',
    outcome: 'completed',
    async run(attempt) {
      const iterator = (await open(attempt))[Symbol.asyncIterator]();
      attempt.log(iterator);
      let step: IteratorResult<unknown>;
      do {
        step = await iterator.next();
        attempt.log(step);
      } while (step.done !== true);
      attempt.log(await iterator.next());
    },
  },
  {
    name: 'left after the first chunk',
    of: 'streamed',
    outcome: 'aborted',
    async run(attempt) {
      for await (const chunk of await open(attempt)) {
        attempt.log(chunk);
        break;
      }
    },
  },
  {
    name: 'left by an error of the application',
    of: 'streamed',
    outcome: 'aborted',
    run: (attempt) =>
      failing(attempt, async () => {
        for await (const chunk of await open(attempt)) throw new RangeError(typeof chunk);
      }),
  },
  {
    name: 'stopped while it is read',
    of: 'streamed',
    needs: 'stop',
    outcome: 'aborted',
    answer: 'first',
    run: (attempt) =>
      failing(attempt, async () => {
        const stream = await open(attempt);
        for await (const chunk of stream) {
          attempt.log(chunk);
          attempt.stop(stream);
        }
      }),
  },
  {
    name: 'aborted while it is read',
    of: 'streamed',
    needs: 'signal',
    outcome: 'aborted',
    answer: 'first',
    run: (attempt) =>
      failing(attempt, async () => {
        for await (const chunk of await open(attempt)) {
          attempt.log(chunk);
          attempt.abort();
        }
      }),
  },
  {
    name: 'past its deadline while it is read',
    of: 'streamed',
    needs: 'signal',
    outcome: 'error',
    answer: 'first',
    run: (attempt) =>
      failing(attempt, async () => {
        for await (const chunk of await open(attempt)) {
          attempt.log(chunk);
          attempt.abort(deadline());
        }
      }),
  },
  {
    name: 'cut off by the service',
    of: 'streamed',
    outcome: 'error',
    answer: 'first',
    run: (attempt) =>
      failing(attempt, async () => {
        for await (const chunk of await open(attempt)) {
          attempt.log(chunk);
          attempt.cut();
        }
      }),
  },
  {
    name: 'never read',
    of: 'streamed',
    outcome: 'abandoned',
    run: async (attempt) => void (await open(attempt)),
  },
];

/** The reason of a signal of `AbortSignal.timeout`. */
function deadline(): DOMException {
  return new DOMException('The operation was aborted due to timeout', 'TimeoutError');
}
