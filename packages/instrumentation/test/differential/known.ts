// Differences that are known, and why. A program leaves the list when it no longer differs: its
// test fails until then.

import type { Variant } from './run-programs.ts';

interface Known {
  readonly program: string;
  readonly why: string;
  /** The major that is concerned, if not both. */
  readonly version?: Variant['version'];
}

const known: readonly Known[] = [
  {
    program: 'an application looks at a method: its source text',
    why: 'no function in JavaScript can have the source text of another one',
  },
  {
    program: 'an application looks at a promise: all of its own properties',
    why: 'asResponse() is replaced on the promise itself, where only Reflect.ownKeys() finds it',
  },
  {
    program: 'an application looks at a promise that is printed',
    why: 'to be fixed: parseResponse is printed without its name',
    version: '6.49.0',
  },
  {
    program: 'chat is sent params whose getters count their calls',
    why: 'what is recorded of a request is read once, as any reader of it would',
  },
  {
    program: 'an application has a context of its own in a body that is read chunk by chunk',
    why: 'to be fixed: each step runs in the context of the first one',
  },
  ...[
    'a stream that is printed',
    'an iterator that is printed',
    "an iterator of the SDK's own",
  ].map((what): Known => ({
    program: `an application looks at ${what}`,
    why: 'to be fixed: our functions have other names and are enumerable',
  })),
];

/** Whether `program` is known to differ on `version`. */
export function isKnown(program: string, version: Variant['version']): boolean {
  return known.some(
    (one) => one.program === program && (one.version === undefined || one.version === version),
  );
}
