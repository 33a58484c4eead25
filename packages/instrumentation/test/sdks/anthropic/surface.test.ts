// Every public method of the newest @anthropic-ai/sdk that reaches the network is either traced or
// listed with a reason: what a release adds fails here until somebody has decided.

import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { CLASSES } from '../../../src/sdks/anthropic/classes.ts';
import type { UNTRACED as Untraced } from '../../../src/sdks/anthropic/untraced.ts';
import { ANTHROPIC_UNTRACED } from './surface-unclassified.ts';
import { networkMethods, socketClasses } from '../../support/surface-methods.ts';
import { loadAnthropic } from '../../support/traced-anthropic.ts';

const require = createRequire(import.meta.url);
const built = require('../../../dist/sdks/anthropic/classes.js') as { CLASSES: typeof CLASSES };
const traced = Object.values(built.CLASSES).flatMap(({ reach, methods }) =>
  Object.keys(methods).map((method) => `${reach!.client}.${method}`),
);
const { UNTRACED } = require('../../../dist/sdks/anthropic/untraced.js') as {
  UNTRACED: typeof Untraced;
};
const listed = [...Object.keys(UNTRACED), ...Object.keys(ANTHROPIC_UNTRACED)];
const covers = (entry: string, method: string): boolean =>
  entry.endsWith('.*') ? method.startsWith(entry.slice(0, -1)) : entry === method;
const { Anthropic } = loadAnthropic('1.14.0');
const methods = networkMethods('@anthropic-ai/sdk', new Anthropic({ apiKey: 'unused' }));

describe('the methods of @anthropic-ai/sdk 1.14', () => {
  it('are found', () => {
    expect(methods).toEqual(
      expect.arrayContaining(['messages.create', 'beta.messages.toolRunner', 'models.list']),
    );
    expect(methods.length).toBeGreaterThan(150);
  });

  it('are traced or listed, and not both', () => {
    const undecided = methods.filter(
      (method) => !traced.includes(method) && !listed.some((entry) => covers(entry, method)),
    );
    const both = traced.filter((method) => listed.some((entry) => covers(entry, method)));
    expect({ undecided, both }).toEqual({ undecided: [], both: [] });
  });

  it('are not listed in vain', () => {
    const gone = listed.filter((entry) => !methods.some((method) => covers(entry, method)));
    // It sends nothing by itself.
    expect(gone).toEqual(['beta.messages.thread']);
  });

  it('are traced under names that exist, but for those of older versions', () => {
    const unknown = traced.filter(
      (method) => !methods.includes(method) && !method.endsWith('.del'),
    );
    expect(unknown.toSorted()).toEqual(['completions.create']);
  });

  it('open no sockets', () => {
    expect(socketClasses('@anthropic-ai/sdk')).toEqual([]);
  });
});
