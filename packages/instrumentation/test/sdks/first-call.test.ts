// Every adapter's first call in a process loads no module and reads no file of ours until its request is sent, and
// loads none until it is answered.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { besides, isLoading } from '../support/first-call.ts';
import { type Noted, PROBE } from '../support/load-probe.ts';
import { isStreamed, type AdapterCall, type AdapterData } from './adapter-data.ts';
import { loadOf } from './adapter-program.ts';
import { type DataFile, dataFiles } from './data-files.ts';
import { filesOf } from './run-adapter.ts';

/** The first plain call and the first streamed one; between them both formats. */
const calls = (await dataFiles()).flatMap((from) =>
  [false, true].flatMap((streams) => {
    const call = from.data.calls.find((each) => isStreamed(each) === streams);
    if (call === undefined) return [];
    const format = streams ? ('esm' as const) : ('cjs' as const);
    return [{ ...from, call, format, title: `${from.data.adapter}, ${call.name}, as ${format}` }];
  }),
);
let sink: OtlpSink;

beforeAll(async () => {
  sink = await startOtlpSink();
});
afterAll(() => sink.close());

describe('the first call', () => {
  it.each(calls)('of $title, loads and reads nothing', async (first) => {
    const [bare, traced] = await Promise.all([run(first, false), run(first, true)]);
    expect(besides(traced.before, bare.before)).toEqual([]);
    const after = besides(traced.after, bare.after);
    expect(after.filter((line) => isLoading(line) || line.includes('price-tables'))).toEqual([]);
  });
});

interface First extends DataFile {
  readonly call: AdapterCall;
  readonly format: 'cjs' | 'esm';
}

async function run({ data, file, call, format }: First, isTraced: boolean): Promise<Noted> {
  const preloads = ['./probe.cjs', ...(isTraced ? ['llm-otel/register'] : [])];
  if (isTraced && data.isMadeUp) preloads.push('./adapter.cjs');
  const { exitCode, stdout, stderr, callRecords } = await runScenario({
    format: 'esm',
    source: `${loadOf(data, format)} ${programOf(file, call, data)}`,
    files: { 'probe.cjs': PROBE, ...filesOf(data, format, file) },
    nodeArguments: preloads.flatMap((preload) => ['--require', preload]),
    env: isTraced ? settings() : {},
  });
  if (exitCode !== 0) throw new Error(`exit ${exitCode}: ${stderr}${stdout}`);
  expect(callRecords()).toHaveLength(isTraced ? 1 : 0);
  return JSON.parse(stdout.trim().split('\n').at(-1)!) as Noted;
}

/** All that a call may need: content is read, redacted and written to both outlets. */
function settings(): Record<string, string> {
  return {
    OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    LLM_OTEL_LOG_DIR: 'llm_logs',
    OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_and_event',
  };
}

/** The connection is open before, and Node.js has loaded what `fetch` needs. */
function programOf(file: string, call: AdapterCall, data: AdapterData): string {
  const fixture = path.join(path.dirname(file), call.fixture);
  const model = `${data.owner ?? ''}model-0`;
  const next = {
    path: call.path.replace('{model}', model),
    fixture: call.fixture,
    body: readFileSync(fixture, 'utf8'),
  };
  const index = data.calls.indexOf(call);
  return `
    const { startFixtureServer } = await import(${module('fixture-server.ts')});
    const { data } = await import(${JSON.stringify(file)});
    const call = data.calls[${index}];
    const server = await startFixtureServer();
    server.answer(${JSON.stringify(next)});
    const client = data.client(globalThis.sdk, server.url);
    await fetch(server.url, { method: 'POST', body: '{}' }).then((response) => response.text());
    notes();
    const result = await call.make(client, { model: ${JSON.stringify(model)}, signal: new AbortController().signal });
    if (${isStreamed(call)}) for await (const chunk of call.stream?.(result) ?? result) void chunk;
    const noted = told();
    await server.close();
    console.log(JSON.stringify(noted));`;
}

function module(name: string): string {
  return JSON.stringify(new URL(name, import.meta.url).href);
}
