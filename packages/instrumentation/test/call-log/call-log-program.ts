// A program that leaves call records without any LLM: `log(1, 3)` leaves three, of the tools `t1` to `t3`.

import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { runScenario, type ScenarioOptions, type ScenarioResult } from '@llm-otel/testkit';
import { onTestFinished } from 'vitest';

/** `later(ms)` moves both clocks of the program on; `file()` is the file of the day. */
const PRELUDE = `
  const fs = require('node:fs');
  const path = require('node:path');
  const { tool } = require('llm-otel');
  let ahead = 0;
  const { now } = performance;
  performance.now = () => now.call(performance) + ahead;
  const RealDate = Date;
  globalThis.Date = class extends RealDate {
    constructor(...of) { super(...(of.length > 0 ? of : [Date.now()])); }
    static now() { return RealDate.now() + ahead; }
  };
  const later = (ms) => { ahead += ms; };
  const log = (from, to) => { for (let n = from; n <= to; n++) tool('t' + n, () => n); };
  const file = () => 'llm_logs/llm_logs_' + new Date().toISOString().slice(0, 10) + '.jsonl';
`;

/** What a program has left in its directory, and how it ended. */
export interface LoggedProgram extends ScenarioResult {
  /** Text by the name of the file, in the order in which files are written. */
  readonly files: ReadonlyMap<string, string>;
  /** The tools of all records that can be read: `[1, 2]`. */
  readonly logged: readonly number[];
  /** Lines that are no JSON. */
  readonly torn: readonly string[];
}

/** Runs `body` behind the prelude. Its directory goes with the test. */
export async function runLogged(
  body: string,
  options: Partial<ScenarioOptions> = {},
): Promise<LoggedProgram> {
  const result = await runScenario({
    format: 'cjs',
    keepDirectory: true,
    ...options,
    source: `${PRELUDE}${body}`,
  });
  onTestFinished(() => rmSync(result.directory, { recursive: true, force: true }));
  const folder = path.join(result.directory, 'llm_logs');
  const files = new Map(
    readdirSync(folder)
      .toSorted((a, b) => partOf(a).localeCompare(partOf(b)))
      .map((name) => [name, readFileSync(path.join(folder, name), 'utf8')]),
  );
  const logged: number[] = [];
  const torn: string[] = [];
  for (const line of [...files.values()].flatMap((text) => text.split('\n'))) {
    try {
      if (line !== '') logged.push(numberOf(line));
    } catch {
      torn.push(line);
    }
  }
  return { ...result, files, logged, torn };
}

/** How many records the report of the doctor counts as lost. */
export function lostIn({ stderr }: ScenarioResult): number {
  return Number(/lost +(\d+) call records/.exec(stderr)?.[1] ?? 0);
}

function numberOf(line: string): number {
  const { tool_name: name } = JSON.parse(line) as { tool_name: string };
  return Number(name.slice(1));
}

/** The first file of a day has no number, and comes before those that have one. */
function partOf(name: string): string {
  return name.replace(/(\d\d)\.jsonl$/, '$1.000.jsonl');
}
