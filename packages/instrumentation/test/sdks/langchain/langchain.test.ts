// LangChain and LangGraph: what an application sees, and the tree of what it did.

import { expect, it, vi } from 'vitest';
import { runLangChain, type Way } from './program.ts';
import { NEWEST_PROGRAMS, PROGRAMS } from './programs.ts';
import { treeOf } from './tree.ts';

// Each starts two processes that load much.
vi.setConfig({ testTimeout: 30_000 });

type Case = readonly [name: string, Way['release'], Way['format'], program: string];

const all = Object.entries({ ...PROGRAMS, ...NEWEST_PROGRAMS });
const newest = all.flatMap(([name, program]): Case[] => [
  [name, 'newest', 'esm', program],
  [name, 'newest', 'cjs', program],
]);
const older = (['0.3.80', '0.3.0'] as const).flatMap((release) =>
  Object.entries(PROGRAMS).map(([name, program], index): Case => [
    name,
    release,
    index % 2 === 0 ? 'esm' : 'cjs',
    program,
  ]),
);

it.each([...newest, ...older])(
  'does what it does without us: %s, %s, %s',
  async (name, release, format, program) => {
    const [bare, traced] = await Promise.all([
      runLangChain(program, { release, format, isTraced: false }),
      runLangChain(program, { release, format }),
    ]);
    expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
    expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
    await expect(treeOf(traced.records)).toMatchFileSnapshot(`trees/${name}.txt`);
    // Nothing of what is said, found, or passed to a tool.
    expect(JSON.stringify(traced.records)).not.toMatch(
      /sunny|Paris|Oslo|brief|Hello|Send it|Where/,
    );
  },
);
