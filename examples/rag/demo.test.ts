// The demo as a process of its own: alone, with a collector, and when its application fails.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  runScenario,
  type ScenarioOptions,
  type SpanRecord,
  startOtlpSink,
} from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';

// Nobody listens there, so a collector that happens to run on the default port is not asked.
const alone = { OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:9' };

const tree = [
  'chain.step answer a question',
  '├─ llm.call embeddings text-embedding-3-small',
  '├─ retrieval handbook (4 found, best 0.40)',
  '│  └─ llm.call embeddings text-embedding-3-small',
  '├─ chain.step rerank',
  '├─ llm.call chat gpt-4o-mini',
  '├─ execute_tool remaining_leave',
  '└─ llm.call chat gpt-4o-mini (streamed)',
];

function demo(env: Record<string, string>, programArguments: string[] = []): ScenarioOptions {
  const source = `import '${new URL('demo.ts', import.meta.url).href}';`;
  return { format: 'ts', source, env, programArguments };
}

/** What `llm-otel` with `words` prints at first, in the directory of a run. */
async function firstOutput(directory: string, words: readonly string[]): Promise<string> {
  const command = fileURLToPath(new URL('../../node_modules/.bin/llm-otel', import.meta.url));
  const child = spawn(process.execPath, [command, ...words], {
    cwd: directory,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const closed = once(child, 'close');
  const [output] = (await once(child.stdout, 'data')) as [Buffer];
  child.kill();
  await closed;
  return output.toString('utf8');
}

/** The rows of a drawn tree or table, cell by cell, without its heading. */
function rowsBelow(output: string, title: string): string[][] {
  const [, block = ''] = output.split(`\n${title}\n\n`);
  const [, ...rows] = block.split('\n\n')[0]!.split('\n');
  return rows.map((row) => row.split(/ {2,}(?!└|├)/));
}

describe('the demo alone', () => {
  it('answers, draws the trace and the metrics, and leaves the call records it draws', async () => {
    const result = await runScenario(demo(alone));
    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain('nothing listens on http://127.0.0.1:9)');
    expect(result.stdout).toMatch(/^According to the context: Book vacation days/m);
    expect(result.stdout).toContain('You have 12 vacation days left this year.\n');

    const records = result.callRecords();
    expect(records).toHaveLength(tree.length);
    const traceIds = [...new Set(records.map((record) => record['trace_id']))];
    expect(traceIds).toHaveLength(1);
    expect(records.map((record) => record['service_name'])).toEqual(tree.map(() => 'rag-demo'));
    expect(rowsBelow(result.stdout, `Trace ${traceIds[0]}`).map(([span]) => span)).toEqual(tree);

    const seconds = expect.stringMatching(/^\d+\.\d{4}$/);
    const chat = ['chat', 'gpt-4o-mini'];
    const embeddings = ['embeddings', 'text-embedding-3-small', '2'];
    const rows = rowsBelow(result.stdout, 'Metrics of this run');
    expect(
      rows.map(([metric, ...cells]) => [metric?.replace('gen_ai.client.', ''), ...cells]),
    ).toEqual([
      ['embeddings.duration', ...embeddings, seconds, 's'],
      ['embeddings.operation.input_tokens', ...embeddings, '186', '{token}'],
      ['inference.duration', ...chat, '2', seconds, 's'],
      ['inference.time_to_first_chunk', ...chat, '1', seconds, 's'],
      ['inference.usage.cache_read.input_tokens', ...chat, '2', '11', '{token}'],
      ['inference.usage.input_tokens', ...chat, '2', '118', '{token}'],
      ['inference.usage.output_tokens', ...chat, '2', '51', '{token}'],
      ['inference.usage.reasoning.output_tokens', ...chat, '2', '0', '{token}'],
      ['operation.duration', 'retrieval', '1', seconds, 's'],
      ['llm_otel.cost', ...chat, '2', '0.000047475', '{USD}'],
      ['llm_otel.cost', ...embeddings, '0.00000372', '{USD}'],
    ]);
  });

  it('ends with three commands that work as they are printed', async () => {
    const { directory, stdout } = await runScenario({ ...demo(alone), keepDirectory: true });
    const [, next = ''] = stdout.split('\nNext\n\n');
    const commands = next
      .trim()
      .split('\n')
      .map((line) => line.split(/ {2,}/)[0]!.split(' '));
    expect(commands.map((words) => words.slice(0, 3).join(' '))).toEqual([
      'npx llm-otel trace',
      'npx llm-otel stats',
      'npx llm-otel serve',
    ]);
    const [trace, stats, serve] = commands.map(([, , ...rest]) => rest);
    expect(await firstOutput(directory, trace!)).toContain('chain.step answer a question');
    expect(await firstOutput(directory, stats!)).toContain('gpt-4o-mini');
    expect(await firstOutput(directory, [...serve!, '--port', '0'])).toContain('http://127.0.0.1:');
    rmSync(directory, { recursive: true });
  });

  it('answers the question on the command line, and draws nothing of an earlier run', async () => {
    const { directory } = await runScenario({ ...demo(alone), keepDirectory: true });
    const result = await runScenario({ ...demo(alone, ['Can I work from home?']), directory });
    const records = result.callRecords();
    rmSync(directory, { recursive: true });

    expect(result.stdout).toContain('You may work from home on up to three days a week');
    expect(records).toHaveLength(2 * tree.length);
    expect(result.stdout.match(/^Trace .+$/gm)).toEqual([`Trace ${records.at(-1)?.['trace_id']}`]);
  });

  it('ends with the exit code of its application, and draws the call that failed', async () => {
    const env = { ...alone, OPENAI_CUSTOM_HEADERS: 'x-mock-status: 401' };
    const result = await runScenario(demo(env));
    expect(result.exitCode).toBe(1);

    const records = result.callRecords();
    const drawn = rowsBelow(result.stdout, `Trace ${records[0]?.['trace_id']}`);
    expect(drawn.map(([span]) => span)).toEqual([
      'chain.step answer a question (failed: invalid_api_key)',
      '└─ llm.call embeddings text-embedding-3-small (failed: invalid_api_key)',
    ]);
    const metrics = rowsBelow(result.stdout, 'Metrics of this run');
    expect(metrics.map((row) => row.slice(0, 5))).toEqual([
      [
        'gen_ai.client.embeddings.duration',
        'embeddings',
        'text-embedding-3-small',
        'invalid_api_key',
        '1',
      ],
    ]);
  });
});

describe('the demo with a collector', () => {
  it('sends spans with their parents and the metrics, and says where to look at them', async () => {
    const sink = await startOtlpSink();
    const result = await runScenario(demo({ OTEL_EXPORTER_OTLP_ENDPOINT: sink.url }));
    const spans = sink.traces();
    const metrics = sink.metrics();
    await sink.close();

    expect(result.exitCode).toBe(0);
    expect(result.stdout).toContain(`to the collector at ${sink.url}`);
    const root = spans.find(({ parentSpanId }) => parentSpanId === undefined);
    expect(result.stdout).toContain(`http://127.0.0.1:16686/trace/${root?.traceId} `);
    expect(result.stdout).toContain('http://127.0.0.1:9090 ');
    expect(result.stdout).toContain('./otel-data');
    expect(rowsBelow(result.stdout, `Trace ${root?.traceId}`).map(([span]) => span)).toEqual(tree);

    const byId = new Map(spans.map((span) => [span.spanId, span]));
    const links = spans.map((span) => [
      operation(span),
      operation(byId.get(span.parentSpanId ?? '')),
    ]);
    expect(new Set(spans.map(({ traceId }) => traceId)).size).toBe(1);
    expect(links.toSorted()).toEqual([
      ['chain.step', 'invoke_workflow'],
      ['chat', 'invoke_workflow'],
      ['chat', 'invoke_workflow'],
      ['embeddings', 'invoke_workflow'],
      ['embeddings', 'retrieval'],
      ['execute_tool', 'invoke_workflow'],
      ['invoke_workflow', 'nothing'],
      ['retrieval', 'invoke_workflow'],
    ]);
    const tokens = metrics.filter(
      ({ name }) => name === 'gen_ai.client.inference.usage.input_tokens',
    );
    expect(tokens.flatMap(({ points }) => points)).toMatchObject([{ value: 118 }]);
  });
});

function operation(span: SpanRecord | undefined): string {
  return String(span?.attributes['gen_ai.operation.name'] ?? span?.name ?? 'nothing');
}
