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

const CONSUMPTIONS: Readonly<Record<string, (attempt: Attempt) => Promise<void>>> = {
  'that nobody listens to': async ({ make, arrived }) => {
    make();
    await arrived;
  },
  'with a handler for success alone': async ({ make, arrived, log }) => {
    void (make() as Promise<unknown>).then(log);
    await arrived;
  },
  'caught late': async ({ make, arrived, log }) => {
    const promise = make() as Promise<unknown>;
    await arrived;
    await promise.catch(log);
  },
  'by a second callback': async ({ make, log }) => {
    await (make() as Promise<unknown>).then(log, log);
  },
  'by finally, then catch': async ({ make, log }) => {
    await (make() as Promise<unknown>).finally(() => log('finally')).catch(log);
  },
  'among others': async ({ make, log }) => {
    log(await Promise.allSettled([make(), 1]));
  },
  'in a race': (attempt) =>
    failing(attempt, () => Promise.race([attempt.make(), new Promise(() => undefined)])),
};

export const waysToFail: readonly Way[] = [
  ...FAULTS.map((answer): Way => ({
    name: `answered with ${answer}`,
    of: 'both',
    answer,
    run: (attempt) => failing(attempt, () => take(attempt, attempt.make())),
  })),
  ...Object.entries(CONSUMPTIONS).map(([name, run]): Way => ({
    name: `refused ${name}`,
    of: 'plain',
    answer: 'refused',
    run,
  })),
];
