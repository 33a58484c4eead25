// All ways in which an application makes a call and takes its result. Each is run bare and traced.

import type { AdapterCall, AdapterData } from './adapter-data.ts';
import { completed, isStreamed } from './adapter-data.ts';
import type { Answer } from './fixture-server.ts';

/** What a way works with: one call, of which it logs all that an application can see. */
export interface Attempt {
  /** Makes the call. */
  make(): unknown;
  /** Makes it where nobody listens. */
  makeUnreachable(): unknown;
  /** The stream in a result; `undefined` of an unstreamed call. */
  streamIn(result: unknown): AsyncIterable<unknown> | undefined;
  log(...values: readonly unknown[]): void;
  /** Resolves when the request has arrived. */
  readonly arrived: Promise<void>;
  abort(): void;
  stop(stream: unknown): void;
  /** The service breaks off. */
  cut(): void;
}

/** A way. */
interface Way {
  readonly name: string;
  readonly of: 'plain' | 'streamed' | 'both';
  readonly needs?: 'signal' | 'stop';
  readonly outcome: 'completed' | 'aborted' | 'error' | 'abandoned';
  /** `refused`: with the error. */
  readonly answer?: Answer['extent'] | 'refused';
  run(attempt: Attempt): Promise<void>;
}

/** Takes what a call returned to its end. */
async function take(attempt: Attempt, returned: unknown): Promise<void> {
  const { log, streamIn } = attempt;
  log(returned);
  const result = await returned;
  log(result);
  const stream = streamIn(result);
  if (stream === undefined) return;
  for await (const chunk of stream) log(chunk);
  // There is no more of it, and asking does no harm.
  try {
    for await (const chunk of stream) log(chunk);
  } catch (error) {
    log(error);
  }
}

async function open({ make, log, streamIn }: Attempt): Promise<AsyncIterable<unknown>> {
  const returned = make();
  log(returned);
  const result = await returned;
  log(result);
  return streamIn(result)!;
}

/** Logs what `work` throws. */
async function failing(attempt: Attempt, work: () => unknown): Promise<void> {
  try {
    await work();
    attempt.log('did not throw');
  } catch (error) {
    attempt.log(error);
  }
}

const WAYS: readonly Way[] = [
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
      if (typeof promise.then !== 'function') return take(attempt, promise);
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

/** One call in one way, and the model by which it is known. */
export interface Program {
  readonly call: AdapterCall;
  readonly way: Way;
  readonly model: string;
  readonly title: string;
}

/** All calls in all ways that fit them. */
export function programsOf(data: AdapterData): Program[] {
  return data.calls
    .flatMap((call) => WAYS.filter((way) => fits(data, call, way)).map((way) => ({ call, way })))
    .map(({ call, way }, index) => ({
      call: completed(data, call),
      way,
      model: `model-${index}`,
      title: `${call.name}, ${way.name}`,
    }));
}

function fits(data: AdapterData, call: AdapterCall, way: Way): boolean {
  if (way.needs === 'signal' && !data.takesSignal) return false;
  if (way.needs === 'stop' && data.stop === undefined) return false;
  return way.of === 'both' || (way.of === 'streamed') === isStreamed(call);
}
