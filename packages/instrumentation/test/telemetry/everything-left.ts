// All that leaves a program: spans, metrics, events and call records.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { expect } from 'vitest';
import type { TracedProgram } from '../support/traced-program.ts';

/** What left: as one text, and every text in it. */
export interface Left {
  readonly json: string;
  readonly texts: readonly string[];
  readonly stderr: string;
}

/** Runs `source` under the preload, and returns what left it. */
export async function leftBy(
  { sink, start }: TracedProgram,
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<Left> {
  sink().reset();
  const settings = {
    LLM_OTEL_LOG_DIR: 'logs',
    LLM_OTEL_DETAILS_EVENT: 'always',
    OTEL_LOG_LEVEL: 'warn',
    ...env,
  };
  const { exitCode, stderr, directory } = await start(source, settings, true).finished;
  expect({ exitCode, stderr }).toMatchObject({ exitCode: 0 });
  const logs = path.join(directory, 'logs');
  const records = readdirSync(logs)
    .flatMap((file) => readFileSync(path.join(logs, file), 'utf8').trim().split('\n'))
    .map((line) => JSON.parse(line) as unknown);
  const all = [sink().traces(), sink().metrics(), sink().logs(), records];
  for (const each of all) expect(each.length).toBeGreaterThan(0);
  const texts: string[] = [];
  const json = JSON.stringify(all, (_key, value: unknown) => {
    if (typeof value === 'string') texts.push(value);
    return typeof value === 'bigint' ? String(value) : value;
  });
  return { json, texts, stderr };
}

/** The attributes of all points of one metric. */
export function pointsOf({ sink }: TracedProgram, name: string): Record<string, unknown>[] {
  return sink()
    .metrics()
    .filter((metric) => metric.name === name)
    .flatMap(({ points }) => points.map(({ attributes }) => attributes));
}
