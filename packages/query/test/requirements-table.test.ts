// docs/questions.md says which test answers a requirement: every row is there, and so is every test.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROWS = ['S0-56', 'S0-57', 'S0-58', 'S0-59', 'S0-60', 'S0-61', 'S0-82', 'S1-15'].concat(
  Array.from({ length: 19 }, (_, at) => `S2-${63 + at}`),
);

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

const table = read('../../../docs/questions.md')
  .split('\n')
  .filter((line) => /^\| S\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

it('has every row', () => {
  expect(table.map(([, row]) => row)).toEqual(ROWS);
});

it.each(table.map(([, row = '', , , tests = '']) => [row, tests] as const))(
  'has tests of %s in %s',
  (row, tests) => {
    for (const name of tests.split(', ')) {
      const titles = read(`${name}.test.ts`).matchAll(/\(\s*'((?:S\d-\d+(?:, |: ))+)/g);
      const ids = [...titles].flatMap(([, prefix]) => prefix!.split(/[,:] /));
      expect([name, ids.includes(row)]).toEqual([name, true]);
    }
  },
);
