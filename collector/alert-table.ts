// Each alert beside what shows that it works: a test in which it fires, one in which it is silent, and what to do about it.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** A row of the table; each cell is empty where something is missing. */
export interface AlertRow {
  readonly alert: string;
  readonly fires: string;
  readonly silent: string;
  readonly runbook: string;
}

/** The table of all rules in `folder`, from the files alone. */
export async function alertTable(folder: string): Promise<AlertRow[]> {
  const tests = await textsIn(join(folder, 'rules/tests'));
  const runbook = await readFile(join(folder, 'RUNBOOK.md'), 'utf8');
  const found = (texts: ReadonlyMap<string, string>, line: string): string =>
    [...texts].find(([, text]) => text.includes(`${line}\n`))?.[0] ?? '';
  const rules = [...(await textsIn(join(folder, 'rules'))).values()].join('\n');
  return [...rules.matchAll(/alert: (\w+)/g)].map(([, alert = '']) => ({
    alert,
    fires: found(tests, `- name: ${alert} fires`),
    silent: found(tests, `- name: ${alert} is silent`),
    runbook: runbook.includes(`\n### ${alert}\n`) ? `RUNBOOK.md#${alert.toLowerCase()}` : '',
  }));
}

async function textsIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
  const texts = names.map(
    async (name) => [name, await readFile(join(folder, name), 'utf8')] as const,
  );
  return new Map(await Promise.all(texts));
}
