// docs/questions.md says which test answers a requirement: every row is there, and so is every test.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const ROWS = ['S0-56', 'S0-57', 'S0-58', 'S0-59', 'S0-60', 'S0-61', 'S0-82', 'S1-15'].concat(
  Array.from({ length: 19 }, (_, at) => `S2-${63 + at}`),
);

/** Of cost and quality. */
const MORE = [
  'S0-21',
  'S0-22',
  'S0-23',
  'S0-24',
  'S0-25',
  'S0-37',
  'S0-62',
  'S0-63',
  'S0-64',
  'S0-65',
  'S0-66',
  'S0-67',
  'S0-68',
  'S0-69',
  'S0-70',
  'S0-71',
  'S0-72',
  'S0-73',
  'S0-74',
  'S0-75',
  'S0-76',
  'S0-80',
  'S0-83',
  'S0-91',
  'S2-17',
  'S2-19',
  'S2-20',
  'S2-24',
  'S2-26',
  'S2-59',
  'S2-60',
  'S2-61',
  'S2-62',
  'S3-8',
  'S3-22',
  'S3-23',
  'S3-24',
  'S3-25',
  'S3-26',
  'S3-27',
  'S3-28',
  'S3-29',
  'S3-30',
  'S3-31',
  'S3-32',
  'S3-33',
  'S3-34',
  'S3-35',
  'S3-36',
  'S3-46',
  'S3-47',
  'S3-48',
  'S3-49',
  'S3-50',
  'S3-64',
  'S3-65',
  'D5',
  'D12',
];

const read = (file: string): string => readFileSync(new URL(file, import.meta.url), 'utf8');

// What an operator asks has a table, and a test, of its own.
const [questions = ''] = read('../../../docs/questions.md').split('\n## Operation\n');
const table = questions
  .split('\n')
  .filter((line) => /^\| (?:S\d-|D)\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

/** `questions`, or `instrumentation/manual/quality`. */
function fileOf(name: string): string {
  const [, folder, rest] = /^(query|instrumentation)\/(.+)$/.exec(name) ?? [];
  return folder === undefined ? `${name}.test.ts` : `../../${folder}/test/${rest}.test.ts`;
}

it('has every row', () => {
  expect(table.map(([, row]) => row)).toEqual([...ROWS, ...MORE]);
});

it.each(table.map(([, row = '', , , tests = '']) => [row, tests] as const))(
  'has tests of %s in %s',
  (row, tests) => {
    for (const name of tests.split(', ')) {
      const titles = read(fileOf(name)).matchAll(/\(\s*'((?:(?:S\d-|D)\d+(?:, |: ))+)/g);
      const ids = [...titles].flatMap(([, prefix]) => prefix!.split(/[,:] /));
      expect([name, ids.includes(row)]).toEqual([name, true]);
    }
  },
);
