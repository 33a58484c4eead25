// How much the real collector finds of the labelled corpora by which the package's own redaction is judged. Each text is
// the body of a log record of its own, so that nothing beside it opens the gate. The README says the same figures.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOtlpFile } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { startStack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { sendBodies } from './otlp-request.ts';

const { reason: missing } = findBinary('collector');
const mustRun = process.env['CI'] !== undefined;
if (missing !== undefined && !mustRun) console.warn(`skipped, since ${missing}`);

const root = path.join(import.meta.dirname, '../..');
const AT_ONCE = 500;

/** A value that must be gone, in a row of the README's table; without a value the text must stay. */
interface Labelled {
  readonly row: string;
  readonly value?: string;
}

it.skipIf(missing !== undefined && !mustRun)(
  'the collector finds of the corpora what its README says',
  async () => {
    const counts = new Map<string, { hits: number; all: number }>();
    const count = (row: string, isHit: boolean): void => {
      const { hits, all } = counts.get(row) ?? { hits: 0, all: 0 };
      counts.set(row, { hits: hits + (isHit ? 1 : 0), all: all + 1 });
    };
    const files = ['tuned', 'held-out', 'known', 'unseen'].map(readCorpus);
    const lines = (await Promise.all(files)).flat();
    const redacted = await redactedByCollector(lines.map(({ text }) => text));
    for (const [index, line] of lines.entries()) {
      const left = redacted[index]!;
      for (const { row, value } of labelsOf(line)) {
        count(row, value === undefined ? left !== line.text : !left.includes(value));
      }
    }
    const rows = [...counts].map(([row, { hits, all }]) => `| ${row} | ${hits} of ${all} |`);
    console.log(rows.join('\n'));
    const readme = await readFile(path.join(root, 'collector/README.md'), 'utf8');
    const said = readme.replaceAll(/ {2,}/g, ' ').split('\n');
    expect(rows.filter((row) => !said.includes(row))).toEqual([]);
  },
);

async function redactedByCollector(texts: readonly string[]): Promise<string[]> {
  const directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-recall-'));
  const stack = await startStack({ directory, ports: 'free', hasBackends: false });
  try {
    for (let at = 0; at < texts.length; at += AT_ONCE) {
      await sendBodies(stack.endpoints.otlpHttp, texts.slice(at, at + AT_ONCE));
    }
  } finally {
    await stack.stop();
  }
  const { logs } = await readOtlpFile(stack.files.logs);
  await rm(directory, { recursive: true, force: true });
  return logs.map(({ body }) => String(body));
}

/** By the kinds of labelled values, and by the groups of lines; what the collector does not look for has no row. */
const ROWS: Readonly<Record<string, string>> = {
  SECRET: 'secrets of all kinds',
  EMAIL: 'e-mail addresses',
  CARD: 'payment cards',
  IBAN: 'IBANs',
  SSN: 'social security numbers',
  vendor: 'keys of issuers',
  'vendor-named': 'keys of issuers, after their names',
  aws: 'keys of AWS',
  password: 'passwords',
  assignment: 'headers, assignments',
  card: 'payment cards',
  email: 'e-mail addresses',
  iban: 'IBANs',
  ssn: 'social security numbers',
  wrapped: 'values in disguise',
  'negative-prose': 'prose, changed',
  'negative-hard': 'texts like values, changed',
};

/** A line of any of the files: the first two have `expected`, the others a group and a value. */
interface Line {
  readonly text: string;
  readonly expected?: readonly { readonly kind: string; readonly value: string }[];
  readonly group?: string;
  readonly value?: string | null;
}

async function readCorpus(name: string): Promise<Line[]> {
  const file = path.join(root, `packages/instrumentation/test/content/corpus/${name}.jsonl`);
  const text = await readFile(file, 'utf8');
  const each = text.trimEnd().split('\n');
  return each.map((line) => JSON.parse(line.replaceAll('{+}', '')) as Line);
}

function labelsOf({ expected, group = 'negative-hard', value }: Line): Labelled[] {
  const labels = expected?.map(({ kind, value: found }) => ({
    row: ROWS[kind.replace(/:.*/, '')],
    value: found,
  }));
  const all = labels?.length ? labels : [{ row: ROWS[group], value: value ?? undefined }];
  return all.flatMap(({ row, value: found }) =>
    row === undefined ? [] : [{ row, ...(found !== undefined && { value: found }) }],
  );
}
