// Each alert beside what shows that it works: a test in which it fires, one in which it is silent, and what to do about it.

import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { THRESHOLDS } from './operate/thresholds.ts';

/** A row of the table; each cell is empty where something is missing. */
export interface AlertRow {
  readonly alert: string;
  readonly fires: string;
  readonly silent: string;
  readonly runbook: string;
  /** What keeps it silent where there is too little to judge a share by. */
  readonly guard: string;
}

/** A file of rules. */
interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert?: string; readonly expr: string }[];
  }[];
}

/** The table of all rules in `folder`, from the files alone. */
export async function alertTable(folder: string): Promise<AlertRow[]> {
  const tests = await textsIn(join(folder, 'rules/tests'));
  const runbook = await readFile(join(folder, 'RUNBOOK.md'), 'utf8');
  const found = (texts: ReadonlyMap<string, string>, line: string): string =>
    [...texts].find(([, text]) => text.includes(`${line}\n`))?.[0] ?? '';
  const files = [...(await textsIn(join(folder, 'rules'))).values()];
  const rules = files.flatMap((text) => (parse(text) as Rules).groups.flatMap((one) => one.rules));
  return rules.flatMap(({ alert, expr }) =>
    alert === undefined
      ? []
      : [
          {
            alert,
            fires: found(tests, `- name: ${alert} fires`),
            silent: found(tests, `- name: ${alert} is silent`),
            runbook: runbook.includes(`\n### ${alert}\n`)
              ? `RUNBOOK.md#${alert.toLowerCase()}`
              : '',
            guard: guardOf(expr),
          },
        ],
  );
}

/** The condition on traffic, of a rule that divides or compares with another time. */
function guardOf(expr: string): string {
  // The collector about itself: one span that it refuses is one too many.
  if (!/ \/ | offset /.test(expr) || expr.includes('otelcol_')) return 'needs no guard';
  const least = `(?:${THRESHOLDS.leastCalls}|${THRESHOLDS.leastDollars})`;
  return new RegExp(`and on \\([^\\n]*>=? ${least}\\b`).exec(expr)?.[0] ?? '';
}

async function textsIn(folder: string): Promise<Map<string, string>> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.yaml'));
  const texts = names.map(
    async (name) => [name, await readFile(join(folder, name), 'utf8')] as const,
  );
  return new Map(await Promise.all(texts));
}
