// A day of three services through the real collector into the real Prometheus: every query of every dashboard finds
// something, alerts of every layer fire, and what the runbook asks of Prometheus and Jaeger has an answer. Rules and intervals
// run 240 times as fast.

import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { ruleFiles } from '../operate/rule-files.ts';
import { query } from './backends.ts';
import { queriesOfDashboards } from '../dashboard-queries.ts';
import { eventually } from './eventually.ts';
import { questionsOfRunbook, tracesAt } from './runbook.ts';

const run = promisify(execFile);
const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;
if (missing.length > 0 && !mustRun) console.warn(`skipped, since ${missing.join('; ')}`);

const root = path.join(import.meta.dirname, '../..');
const SCALE = 240;
const DAY_SECONDS = 60;
const queries = await queriesOfDashboards(path.join(root, 'collector/dashboards'));
const questions = await questionsOfRunbook();
const SERVICES = ['harbour-desk', 'harbour-mail', 'harbour-lab'];

describe.skipIf(missing.length > 0 && !mustRun)('a day', () => {
  let directory: string;
  let stack: Stack;
  let serve: ChildProcess | undefined;
  let prometheus: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-operate-'));
    const rules = path.join(directory, 'rules');
    await mkdir(rules);
    for (const [name, text] of Object.entries(ruleFiles(SCALE))) {
      await writeFile(path.join(rules, name), text);
    }
    stack = await startStack({
      directory,
      ports: 'free',
      overlays: ['segments'],
      prometheusConfig: {
        'scrape_interval: 30s': 'scrape_interval: 2s',
        'scrape_interval: 5s': 'scrape_interval: 250ms',
        'evaluation_interval: 5s': 'evaluation_interval: 250ms',
        'rules/*.yaml': `${rules}/*.yaml`,
      },
    });
    prometheus = stack.endpoints.prometheus;
    const logs = path.join(directory, 'llm_logs');
    await mkdir(logs);
    const { child, address } = await startService(logs);
    serve = child;
    await writeFile(
      path.join(stack.targets, 'serve.json'),
      JSON.stringify([{ targets: [address] }]),
    );
    await run(
      process.execPath,
      ['examples/traffic/traffic.ts', '--seconds', String(DAY_SECONDS), '--rate', '12'],
      {
        cwd: root,
        env: {
          PATH: process.env['PATH'],
          OTEL_EXPORTER_OTLP_ENDPOINT: stack.endpoints.otlpHttp,
          OTEL_METRIC_EXPORT_INTERVAL: '250',
          LLM_OTEL_LOG_DIR: logs,
        },
      },
    );
  }, 240_000);
  afterAll(async () => {
    serve?.kill();
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  it('fills every panel', async () => {
    expect(queries.length).toBeGreaterThan(60);
    const empty = new Set(queries);
    const found = new Map<string, number[]>();
    await eventually('an answer to every query', async () => {
      for (const asked of empty) {
        const samples = await query(prometheus, asked.expr);
        const series = samples.filter(({ value }) => Number.isFinite(Number(value[1]))).length;
        if (series === 0) continue;
        empty.delete(asked);
        found.set(asked.panel, [...(found.get(asked.panel) ?? []), series]);
      }
      return empty.size === 0 ? true : undefined;
    }).catch(() => undefined);
    console.log(
      [...found].map(([panel, series]) => `${panel}: ${series.join(', ')} series`).join('\n'),
    );
    expect([...empty]).toEqual([]);
  });

  it('has metrics for every alert of the runbook', async () => {
    const empty = new Set(questions.metrics);
    await eventually('an answer to every question', async () => {
      for (const asked of empty) {
        if ((await query(prometheus, asked)).length > 0) empty.delete(asked);
      }
      return empty.size === 0 ? true : undefined;
    }).catch(() => undefined);
    expect(questions.metrics.length).toBeGreaterThan(20);
    expect([...empty]).toEqual([]);
  });

  it('has call records for every alert of the runbook', async () => {
    expect(questions.records.length).toBeGreaterThan(5);
    for (const asked of questions.records) {
      expect([asked, (await recordsOf(asked)).length]).toEqual([asked, expect.toSatisfy(isSome)]);
    }
  });

  it('has traces for every alert of the runbook', async () => {
    const [record] = await recordsOf(['logs', '--type', 'feedback']);
    const unanswered = new Set(questions.traces.map(String));
    for (const asked of questions.traces) {
      for (const service of SERVICES) {
        const filled = { service, model: 'gpt-4o', traceId: record!.trace_id };
        const found = await tracesAt(stack.endpoints.jaeger, asked, filled);
        if (found > 0) unanswered.delete(String(asked));
      }
    }
    expect(questions.traces.length).toBeGreaterThan(10);
    expect([...unanswered]).toEqual([]);
  });

  async function recordsOf(asked: readonly string[]): Promise<{ readonly trace_id: string }[]> {
    const main = path.join(root, 'packages/query/dist/main.js');
    const logs = path.join(directory, 'llm_logs');
    const { stdout } = await run(process.execPath, [main, ...asked, '--json', '--dir', logs]);
    return (JSON.parse(stdout) as { records: { trace_id: string }[] }).records;
  }

  it.each(['availability', 'cost', 'quality', 'baseline'])(
    'sets off alerts of the layer %s',
    async (layer) => {
      const fired = await query(
        prometheus,
        `group by (alertname) (max_over_time(ALERTS{alertstate="firing", layer="${layer}"}[10m]))`,
      );
      expect(fired.map(({ metric }) => metric['alertname']).toSorted()).toEqual(
        expect.arrayContaining([...EXPECTED[layer]!]),
      );
    },
  );
});

const isSome = (count: number): boolean => count > 0;

/** What the phases of the day set off, at least. */
const EXPECTED: Readonly<Record<string, readonly string[]>> = {
  availability: ['LlmErrorBudgetBurnsSlowly'],
  cost: ['LlmTokensPerCall'],
  quality: ['LlmPromptGrowth', 'LlmRetrievalHitRate'],
  baseline: ['LlmErrorsDeviate'],
};

/** `llm-otel serve` over `logs`, and where it listens. */
async function startService(logs: string): Promise<{ child: ChildProcess; address: string }> {
  const main = path.join(root, 'packages/query/dist/main.js');
  const child = spawn(process.execPath, [main, 'serve', '--port', '0', '--dir', logs], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let printed = '';
  for await (const text of child.stdout.setEncoding('utf8')) {
    printed += text as string;
    const found = /http:\/\/(?<address>127\.0\.0\.1:\d+)/.exec(printed);
    if (found !== null) return { child, address: found.groups!['address']! };
  }
  throw new Error(`the service printed no address: ${printed}`);
}
