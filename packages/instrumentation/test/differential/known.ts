// Differences that are known, and why. A program leaves the list when it no longer differs: its
// test fails until then.

import type { Variant } from './run-programs.ts';

interface Known {
  readonly program: string;
  readonly why: string;
  /** The majors that are concerned, if not all. */
  readonly version?: Variant['version'];
}

const known: readonly Known[] = [
  ...['streamed chat', 'streamed responses'].flatMap((method): Known[] => [
    {
      program: `${method} is read by two readers at once`,
      why: 'the error of the second reader ends the call of the first',
    },
    {
      program: `${method} meets controller.abort() with a reason`,
      why: 'the reason that the loop throws counts as an error',
      version: '6.49.0',
    },
  ]),
  ...['return()', 'throw()'].map((way): Known => ({
    program: `streamed chat is read with ${way} before next()`,
    why: 'the SDK puts a generator around ours, which never starts it',
    version: '7.55.0',
  })),
  {
    program: 'streamed chat is read up to throw()',
    why: 'counts as an error, although the caller stopped',
    version: '6.49.0',
  },
  {
    program: 'streamed responses is read up to throw()',
    why: 'counts as an error, although the caller stopped',
  },
  {
    program: 'streamed responses is read with throw() before next()',
    why: 'counts as an error, although the caller stopped',
  },
  {
    program: 'streamed chat is read with throw() before next()',
    why: 'counts as an error, although the caller stopped',
    version: '6.49.0',
  },
  ...['an error event', 'an error event at once'].flatMap((fault) =>
    ['a loop', 'withResponse()', 'tee()', 'toReadableStream()'].map((reader): Known => ({
      program: `streamed responses meets ${fault} behind ${reader}`,
      why: 'the SDK yields the error event as a chunk, after which the stream ends well',
      version: '6.49.0',
    })),
  ),
];

/** Whether `program` is known to differ on `version`. */
export function isKnown(program: string, version: Variant['version']): boolean {
  return known.some(
    (one) => one.program === program && (one.version === undefined || one.version === version),
  );
}
