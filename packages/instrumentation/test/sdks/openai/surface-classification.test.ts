// Every public method of the newest openai that reaches the network is either traced or listed with
// a reason: what a release adds fails here until somebody has decided.

import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { CLASSES } from '../../../src/sdks/openai/classes.ts';
import type { SOCKETS } from '../../../src/sdks/openai/sockets.ts';
import type { UNTRACED as Untraced } from '../../../src/sdks/openai/untraced.ts';
import { UNTRACED_METHODS, UNTRACED_SOCKETS } from './surface-unclassified.ts';
import { networkMethods, socketClasses } from '../../support/surface-methods.ts';
import { loadModule } from '../../support/traced-openai.ts';

const require = createRequire(import.meta.url);
const built = require('../../../dist/sdks/openai/classes.js') as { CLASSES: typeof CLASSES };
const sockets = require('../../../dist/sdks/openai/sockets.js') as { SOCKETS: typeof SOCKETS };
const traced = new Set(
  Object.values(built.CLASSES).flatMap(({ reach, methods }) =>
    Object.keys(methods).map((method) => `${reach!.client}.${method}`),
  ),
);
const { UNTRACED } = require('../../../dist/sdks/openai/untraced.js') as {
  UNTRACED: typeof Untraced;
};
const listed = [...Object.keys(UNTRACED), ...Object.keys(UNTRACED_METHODS)];
const covers = (entry: string, method: string): boolean =>
  entry.endsWith('.*') ? method.startsWith(entry.slice(0, -1)) : entry === method;
const { OpenAI } = loadModule('7.59.0');
const methods = networkMethods('openai', new OpenAI({ apiKey: 'unused' }));

describe('the methods of openai 7.59', () => {
  it('are found', () => {
    expect(methods).toEqual(
      expect.arrayContaining([
        'chat.completions.create',
        'files.list',
        'beta.threads.runs.steps.list',
      ]),
    );
    expect(methods.length).toBeGreaterThan(400);
  });

  it('are traced or listed, and not both', () => {
    const undecided = methods.filter(
      (method) => !traced.has(method) && !listed.some((entry) => covers(entry, method)),
    );
    const both = [...traced].filter((method) => listed.some((entry) => covers(entry, method)));
    expect({ undecided, both }).toEqual({ undecided: [], both: [] });
  });

  it('are not listed in vain', () => {
    const gone = listed.filter((entry) => !methods.some((method) => covers(entry, method)));
    // Of older majors.
    const old = gone.filter((entry) => !/\.del$|^beta\.chat\.completions\./.test(entry));
    expect(old).toEqual([]);
  });

  it('are traced under names that exist, but for those of older majors', () => {
    const known = new Set(methods);
    const unknown = [...traced].filter((method) => !known.has(method) && !method.endsWith('.del'));
    expect(unknown).toEqual(['files.retrieveContent']);
  });
});

describe('the socket classes of openai 7.59', () => {
  it('are traced or listed, and not both', () => {
    const known = [
      ...Object.values(sockets.SOCKETS).map(({ reach }) => reach.module),
      ...Object.keys(UNTRACED_SOCKETS),
    ];
    expect(known.toSorted()).toEqual([...new Set(socketClasses('openai'))]);
  });
});
