// LangChain and LangGraph: what an application sees, and the tree of what it did.

import { beforeAll, describe, expect, it, vi } from 'vitest';
import { type Done, runEach, type Way } from './program.ts';
import { NEWEST_PROGRAMS, PROGRAMS } from './programs.ts';
import { treeOf } from './tree.ts';

// Each starts two processes that load much.
vi.setConfig({ hookTimeout: 60_000 });

const WAYS: readonly Way[] = [
  { release: 'newest', format: 'esm' },
  { release: 'newest', format: 'cjs' },
  { release: '0.3.80', format: 'esm' },
  { release: '0.3.0', format: 'cjs' },
];

describe.each(WAYS)('does what it does without us: $release, $format', (way) => {
  const programs = way.release === 'newest' ? { ...PROGRAMS, ...NEWEST_PROGRAMS } : PROGRAMS;
  let bare: ReadonlyMap<string, Done>;
  let traced: ReadonlyMap<string, Done>;
  beforeAll(async () => {
    [bare, traced] = await Promise.all([
      runEach(programs, { ...way, isTraced: false }),
      runEach(programs, way),
    ]);
  });

  it.each(Object.keys(programs))('%s', async (name) => {
    const { stdout, records } = traced.get(name)!;
    expect(stdout).toBe(bare.get(name)!.stdout);
    await expect(treeOf(records)).toMatchFileSnapshot(`trees/${name}.txt`);
    // Nothing of what is said, found, or passed to a tool.
    expect(JSON.stringify(records)).not.toMatch(/sunny|Paris|Oslo|brief|Hello|Send it|Where/);
  });
});
