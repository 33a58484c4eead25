// Every public method of these clients is traced, or is listed with a reason: what a release adds fails here until
// somebody has decided.

import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import type { ADAPTERS } from '../../src/sdks/index.ts';
import { surface as cohere } from './cohere/surface.ts';
import { namesIn, tracedBy } from './surfaces.ts';
import { surface as voyageai } from './voyageai/surface.ts';
import { surface as watsonx } from './watsonx/surface.ts';

const require = createRequire(import.meta.url);
const built = require('../../dist/sdks/index.js') as { ADAPTERS: typeof ADAPTERS };

describe.each([cohere, voyageai, watsonx])('the methods of $package', (surface) => {
  const names = namesIn(surface);
  const adapter = built.ADAPTERS.find(({ name }) => name === surface.adapter)!.load();
  const traced = tracedBy(adapter, names);
  const listed = Object.values(surface.untraced).flat();

  it('are traced or listed, and not both', () => {
    const undecided = names.filter((name) => !traced.includes(name) && !listed.includes(name));
    const both = traced.filter((name) => listed.includes(name));
    expect({ undecided, both }).toEqual({ undecided: [], both: [] });
  });

  it('are neither traced nor listed in vain', () => {
    expect([...traced, ...listed].filter((name) => !names.includes(name))).toEqual([]);
  });
});
