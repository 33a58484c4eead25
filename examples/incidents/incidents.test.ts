// Each incident as somebody runs it: the alert is one of the rules, its condition holds for what was recorded, and the
// trace that is printed is that of a call at fault, which is read here from the files themselves.

import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { THRESHOLDS } from '../../collector/operate/thresholds.ts';
import { INCIDENTS } from './investigations.ts';

const run = promisify(execFile);
const root = path.join(import.meta.dirname, '../..');

type Fields = Readonly<Record<string, unknown>>;
interface Expected {
  /** Whether the condition of the alert holds. */
  readonly fires: (records: readonly Fields[]) => boolean;
  /** Trace ids of calls at fault. */
  readonly atFault: (records: readonly Fields[]) => unknown[];
  /** The trace shows these. */
  readonly shows: readonly string[];
}

const models = (records: readonly Fields[]): Fields[] =>
  records.filter(({ name }) => name === 'llm.call');
const sum = (numbers: readonly unknown[]): number =>
  numbers.reduce<number>((total, one) => total + Number(one ?? 0), 0);

const EXPECTED: Readonly<Record<string, Expected>> = {
  error: {
    fires(records) {
      const failed = models(records).filter(({ status }) => status === 'failure').length;
      const all = models(records).length;
      return all >= THRESHOLDS.leastCalls && failed / all > THRESHOLDS.errorRate;
    },
    atFault: (records) =>
      models(records)
        .filter(({ status, model_id }) => status === 'failure' && model_id === 'gpt-4o')
        .map(({ trace_id }) => trace_id),
    shows: ['chain.step summarise', 'failed: 400'],
  },
  cost: {
    fires: (records) =>
      sum(models(records).map(({ cost_usd }) => cost_usd)) > THRESHOLDS.dollarsPerHour,
    atFault(records) {
      const most = Math.max(...models(records).map(({ cost_usd }) => Number(cost_usd)));
      return models(records)
        .filter(({ cost_usd }) => cost_usd === most)
        .map(({ trace_id }) => trace_id);
    },
    shows: ['llm.call o1', '55,153 tokens'],
  },
  retrieval: {
    fires(records) {
      const searches = records.filter(({ name }) => name === 'retrieval');
      const hits = searches.filter(({ retrieved_count }) => retrieved_count !== 0).length;
      return (
        searches.length >= THRESHOLDS.leastCalls && hits / searches.length < THRESHOLDS.hitRate
      );
    },
    atFault: (records) =>
      records
        .filter(({ name, retrieved_count }) => name === 'retrieval' && retrieved_count === 0)
        .map(({ trace_id }) => trace_id),
    shows: ['retrieval handbook', 'llm.call gpt-4o-mini'],
  },
  quality: {
    fires(records) {
      const given = records.filter(({ log_type }) => log_type === 'feedback');
      const down = given.filter(({ feedback_label }) => feedback_label === 'down').length;
      return (
        models(records).every(({ status }) => status === 'success') &&
        given.length >= THRESHOLDS.leastCalls &&
        down / given.length > THRESHOLDS.negativeFeedback
      );
    },
    atFault(records) {
      const disliked = records
        .filter(({ feedback_label }) => feedback_label === 'down')
        .map(({ trace_id }) => trace_id);
      return models(records)
        .filter(({ prompt_template_version }) => prompt_template_version === '2')
        .map(({ trace_id }) => trace_id)
        .filter((id) => disliked.includes(id));
    },
    shows: ['llm.call gpt-4o-mini', 'feedback: thumbs down'],
  },
};

/** This one is run as if there were a collector. */
const WITH_COLLECTOR = 'quality';

describe.each(INCIDENTS)('the incident $name', ({ name, alert }) => {
  const { fires, atFault, shows } = EXPECTED[name]!;
  let directory: string;
  let printed: string;
  let records: readonly Fields[];

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-incidents-'));
    const { stdout } = await run(
      process.execPath,
      [path.join(import.meta.dirname, 'incidents.ts'), name],
      {
        env: {
          PATH: process.env['PATH'],
          NO_COLOR: '1',
          LLM_OTEL_LOG_DIR: directory,
          ...(name === WITH_COLLECTOR && {
            // Nobody needs to listen.
            OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9',
            LLM_OTEL_JAEGER_URL: 'http://jaeger.example',
          }),
        },
      },
    );
    printed = stdout;
    records = await readRecords(path.join(directory, name));
  });
  afterAll(() => rm(directory, { recursive: true, force: true }));

  it('names an alert of the rules, with its condition, which holds', async () => {
    const rules = await readRules();
    const [, rule] = new RegExp(`- alert: ${alert}\\n\\s+expr: \\|-\\n(.*?)\\n\\s+for:`, 's').exec(
      rules,
    )!;
    const inOneLine = (text: string): string => text.replaceAll(/\s+/g, ' ').trim();
    expect(inOneLine(printed)).toContain(`Alert ${alert} (`);
    expect(inOneLine(printed)).toContain(`Fires ${inOneLine(rule!)} Metrics `);
    expect(fires(records)).toBe(true);
  });

  it('leads to the trace of a call at fault', () => {
    const [, traceId] = /^Trace {4}([0-9a-f]{32})$/m.exec(printed)!;
    expect(atFault(records)).toContain(traceId);
    expect(atFault(records).length).toBeLessThan(models(records).length);
    const [, tree] = new RegExp(`^\\$ llm-otel trace ${traceId}\\n(.*?)\\n\\n`, 'ms').exec(
      printed,
    )!;
    for (const text of shows) expect(tree).toContain(text);
    const isLinked = printed.includes(`Jaeger   http://jaeger.example/trace/${traceId}\n`);
    expect(isLinked).toBe(name === WITH_COLLECTOR);
  });

  it('is linked from its section of the runbook', async () => {
    const runbook = await readFile(path.join(root, 'collector/RUNBOOK.md'), 'utf8');
    const section = runbook.split('\n### ').find((text) => text.startsWith(`${alert}\n`));
    expect(section).toContain('(../examples/incidents)');
    expect(section).toContain(`\`npm start -- ${name}\``);
  });
});

async function readRecords(directory: string): Promise<Fields[]> {
  const names = (await readdir(directory)).filter((file) => file.endsWith('.jsonl'));
  const texts = await Promise.all(
    names.map((file) => readFile(path.join(directory, file), 'utf8')),
  );
  return texts.flatMap((text) =>
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Fields),
  );
}

async function readRules(): Promise<string> {
  const folder = path.join(root, 'collector/rules');
  const names = (await readdir(folder)).filter((file) => file.endsWith('.yaml'));
  const texts = await Promise.all(names.map((file) => readFile(path.join(folder, file), 'utf8')));
  return texts.join('');
}
