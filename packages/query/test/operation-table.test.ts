// What an operator asks: every alert, panel, setting and test that docs/questions.md names is there.

import { readdirSync, readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

const top = new URL('../../../', import.meta.url);
const read = (file: string): string => readFileSync(new URL(file, top), 'utf8');
const filesIn = (folder: string, ending: string): string[] =>
  readdirSync(new URL(folder, top))
    .filter((file) => file.endsWith(ending))
    .map((file) => read(folder + file));

const alerts = new Set(
  filesIn('collector/rules/', '.yaml').flatMap((file) =>
    [...file.matchAll(/alert: (\w+)/g)].map(([, alert]) => alert),
  ),
);
const runbook = read('collector/RUNBOOK.md');
const panels = new Map(
  filesIn('collector/dashboards/', '.json').map((file) => {
    const { title, panels: all } = JSON.parse(file) as Dashboard;
    return [title, all.map((panel) => panel.title)] as const;
  }),
);

const [, operation = ''] = read('docs/questions.md').split('\n## Operation\n');
const rows = operation
  .split('\n')
  .filter((line) => /^\| S\d/.test(line))
  .map((line) => line.split('|').map((cell) => cell.trim()));

const ROWS =
  'S0-40 S0-41 S0-51 S0-52 S0-53 S0-54 S0-77 S0-78 S0-89 S1-18 S1-19 S3-5 S3-6 S3-7 S3-16 S3-17 S3-18 S3-19 S3-20 ' +
  'S3-21 S3-29 S3-37 S3-38 S3-39 S3-40 S3-41 S3-42 S3-43 S3-44 S3-45 S3-61 S3-63 S3-65';

it('has a row of every requirement of a dashboard or an alert', () => {
  expect(rows.map(([, row]) => row).join(' ')).toBe(ROWS);
});

it.each(rows.map(([, row = '', , ...named]) => ({ row, named })))(
  'has what $row names',
  ({ named: [alert = '', panel = '', other = ''] }) => {
    expect(alert + panel + other).not.toBe('');
    for (const name of ticked(alert)) {
      expect([name, alerts.has(name), runbook.includes(`### ${name}`)]).toEqual([name, true, true]);
    }
    const [dashboard = '', titles] = panel.split(/: (.*)/s);
    const all = panels.get(dashboard) ?? [];
    // A title may have commas of its own: what is left when all titles are taken away is nothing but commas.
    const rest = all
      .toSorted((a, b) => b.length - a.length)
      .reduce((text, title) => text.replace(title, ''), titles ?? '');
    expect(rest.replaceAll(/[\s,]/g, '')).toBe('');
    for (const file of ticked(other).filter((name) => name.endsWith('.test.ts'))) {
      expect(read(file)).not.toBe('');
    }
    for (const setting of ticked(other).filter((name) => name.startsWith('LLM_OTEL_'))) {
      expect(read('docs/configuration.md')).toContain(setting.split('=')[0]);
    }
  },
);

function ticked(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map(([, name]) => name!);
}

interface Dashboard {
  readonly title: string;
  readonly panels: readonly { readonly title: string }[];
}
