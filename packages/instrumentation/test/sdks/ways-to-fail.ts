// A service that fails, or answers what it should not, and the promise of a failure in all hands it can come to.

import type { Answer } from './answers.ts';
import { failing, take, type Attempt, type Way } from './way.ts';

/** How each ends is the package's own affair. */
const FAULTS: readonly Answer[] = [
  'status 401',
  'status 429',
  'status 500',
  'an error page',
  'an HTML page',
  'an empty body',
  'null',
  'an empty object',
  'no JSON',
  'half of the body',
  'half of the body, cut off',
  'a closed connection',
];

/** A stream without a chunk says nothing of its end. */
const NOTHING: readonly Answer[] = ['an empty body', 'comments', 'the last mark'];

/** A sub-class of Promise tells us what it tells the application, which is nothing here. */
const UNHEARD = 'that nobody listens to';

/** What becomes of a promise whose call is refused. */
const CONSUMPTIONS: Readonly<
  Record<string, (promise: Promise<unknown>, attempt: Attempt) => Promise<void>>
> = {
  [UNHEARD]: (_promise, { arrived }) => arrived,
  'with a handler for success alone': async (promise, { arrived, log }) => {
    void promise.then(log);
    await arrived;
  },
  'caught late': async (promise, { arrived, log }) => {
    await arrived;
    await promise.catch(log);
  },
  'by a second callback': async (promise, { log }) => {
    await promise.then(log, log);
  },
  'by finally, then catch': async (promise, { log }) => {
    await promise.finally(() => log('finally')).catch(log);
  },
  'among others': async (promise, { log }) => {
    log(await Promise.allSettled([promise, 1]));
  },
  'in a race': (promise, attempt) =>
    failing(attempt, () => Promise.race([promise, new Promise(() => undefined)])),
};

/** A thenable that is no promise sends nothing before it is awaited. */
async function consume(
  attempt: Attempt,
  way: (promise: Promise<unknown>, attempt: Attempt) => Promise<void>,
): Promise<void> {
  const returned = attempt.make();
  if (returned instanceof Promise) await way(returned, attempt);
  else await failing(attempt, () => returned);
}

export const waysToFail: readonly Way[] = [
  ...FAULTS.map((answer): Way => ({
    name: `answered with ${answer}`,
    of: 'both',
    answer,
    run: (attempt) => failing(attempt, () => take(attempt, attempt.make())),
  })),
  ...NOTHING.map((answer): Way => ({
    name: `answered with ${answer} alone`,
    of: 'streamed',
    outcome: 'error',
    answer,
    run: (attempt) => failing(attempt, () => take(attempt, attempt.make())),
  })),
  {
    name: 'answered with an error in a success',
    of: 'both',
    outcome: 'error',
    answer: 'an error in a success',
    run: (attempt) => failing(attempt, () => take(attempt, attempt.make())),
  },
  ...Object.entries(CONSUMPTIONS).map(([name, way]): Way => ({
    name: `refused ${name}`,
    of: 'plain',
    answer: 'refused',
    run: (attempt) => consume(attempt, way),
  })),
];
