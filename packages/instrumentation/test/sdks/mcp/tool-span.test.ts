// One execution of a tool has one span: attributes of the protocol go onto the one that is open.

import { startOtlpSink, type OtlpSink, type SpanRecord } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { mcpProgram, VARIANTS } from './kit.ts';
import { hostScenarios } from '../../support/hosted.ts';

const runScenario = hostScenarios();

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
afterEach(() => sink.reset());
afterAll(() => sink.close());

async function run(
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<{
  readonly spans: readonly SpanRecord[];
  readonly records: readonly Record<string, unknown>[];
}> {
  const helpers = `const { agent, tool } = require('llm-otel');`;
  const result = await runScenario(
    mcpProgram(VARIANTS[0]!, 'memory', `${helpers} ${source}`, {
      env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, LLM_OTEL_LOG_DIR: 'llm_logs', ...env },
    }),
  );
  expect(result).toMatchObject({ exitCode: 0 });
  return { spans: sink.traces(), records: result.callRecords() };
}

const toolSpans = (spans: readonly SpanRecord[]): string[] =>
  spans
    .filter(({ attributes }) => attributes['gen_ai.operation.name'] === 'execute_tool')
    .map(({ kind, name }) => `${kind} ${name}`)
    .toSorted();
const named = (spans: readonly SpanRecord[], name: string): SpanRecord =>
  spans.find((span) => span.name === name && span.kind !== 'server')!;

describe('a call below an open span of its tool', () => {
  it('is recorded on ours in the place of the one that an SDK starts', async () => {
    const { spans } = await run(`
      const { Anthropic } = require('@anthropic-ai/sdk');
      const answers = [
        { stop_reason: 'tool_use', content: [{ type: 'tool_use', id: 'toolu_1', name: 'weather_echo', input: { city: 'Rome' } }] },
        { stop_reason: 'end_turn', content: [{ type: 'text', text: 'Sunny' }] }];
      const fetch = async () => Response.json({ id: 'msg_1', type: 'message', role: 'assistant', model: 'm',
        usage: { input_tokens: 1, output_tokens: 1 }, ...answers.shift() });
      const end = await connect();
      await new Anthropic({ apiKey: 'unused', fetch }).beta.messages.toolRunner({
        model: 'm', max_tokens: 9, messages: [{ role: 'user', content: 'x' }],
        tools: [{ name: 'weather_echo', description: 'd', input_schema: { type: 'object' }, parse: (input) => input,
          run: async (input) => JSON.stringify(await call('echo', input)) }],
      }).runUntilDone();
      await end();`);
    expect(toolSpans(spans)).toEqual([
      'internal execute_tool weather_echo',
      'server tools/call echo',
    ]);
    expect(named(spans, 'execute_tool weather_echo').attributes).toMatchObject({
      'gen_ai.tool.call.id': 'toolu_1',
      'mcp.method.name': 'tools/call',
    });
  });

  it('is recorded on that span', async () => {
    const { spans, records } = await run(
      `const end = await connect(); await tool('weather_echo', () => call('echo', { city: 'Rome' })); await end();`,
    );
    expect(toolSpans(spans)).toEqual([
      'internal execute_tool weather_echo',
      'server tools/call echo',
    ]);
    const outer = named(spans, 'execute_tool weather_echo');
    expect(outer.attributes).toMatchObject({
      'gen_ai.tool.name': 'weather_echo',
      'mcp.method.name': 'tools/call',
      'jsonrpc.request.id': '1',
      'mcp.protocol.version': expect.any(String),
      'llm_otel.mcp.server.name': 'weather',
    });
    const server = spans.find(({ name, kind }) => kind === 'server' && name === 'tools/call echo')!;
    expect(server.parentSpanId).toBe(outer.spanId);
    expect(records.filter((record) => record['tool_name'] !== undefined)).toMatchObject([
      { log_type: 'tool_completed', tool_name: 'echo', mcp_role: 'server' },
      {
        log_type: 'tool_completed',
        tool_name: 'weather_echo',
        mcp_role: 'client',
        mcp_method: 'tools/call',
        mcp_server: 'weather',
      },
    ]);
  });

  it('makes that an error of the tool, if the result says so', async () => {
    const { spans, records } = await run(
      `await connect(); show(await tool('fails', () => call('fails', {})));`,
    );
    const { attributes, status } = named(spans, 'execute_tool fails');
    expect(attributes).toMatchObject({ 'error.type': 'tool_error', 'llm_otel.outcome': 'error' });
    expect(status.code).toBe('error');
    expect(records.at(-1)).toMatchObject({ tool_name: 'fails', success: false });
  });

  it('leaves it to the application whether an error is one', async () => {
    const { spans } = await run(
      `await connect(); await tool('throws', () => call('throws', {}).catch(() => 'a guess'));`,
    );
    const { attributes, status } = named(spans, 'execute_tool throws');
    expect(attributes).toMatchObject({
      'llm_otel.outcome': 'completed',
      'rpc.response.status_code': '-32603',
    });
    expect(status.code).toBe('unset');
  });

  it('gives it arguments and result, unless the application has', async () => {
    const env = { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'span_only' };
    const { spans } = await run(
      `await connect();
       await tool('echo', async () => { await call('echo', { city: 'Rome' }); });
       await tool('echo', { arguments: { mine: 1 } }, async () => { await call('echo', {}); return 'mine'; });`,
      env,
    );
    const [first, second] = spans.filter(({ name }) => name === 'execute_tool echo');
    expect(JSON.stringify(first!.attributes)).toMatch(/Rome.*quokka-result/s);
    expect(second!.attributes).toMatchObject({
      'gen_ai.tool.call.arguments': { mine: 1 },
      'gen_ai.tool.call.result': { result: 'mine' },
    });
  });
});

describe('another call', () => {
  it('has a span of its own: of another tool, and the second one', async () => {
    const { spans } = await run(
      `await connect(); await tool('echo', async () => { await call('other', {}); await call('echo', {}); await call('echo', {}); });`,
    );
    const outer = named(spans, 'execute_tool echo');
    const below = spans.filter(({ kind }) => kind === 'client' && outer !== undefined);
    const calls = below.filter(({ name }) => name.startsWith('tools/call'));
    expect(calls.map(({ name }) => name)).toEqual(['tools/call other', 'tools/call echo']);
    expect(new Set(calls.map(({ parentSpanId }) => parentSpanId))).toEqual(new Set([outer.spanId]));
  });

  it('counts for the agent around it, once each', async () => {
    await run(
      `const end = await connect();
       await agent('helper', async () => { await call('echo', {}); await tool('echo', () => call('echo', {})); }); await end();`,
    );
    const found = sink.metrics().find(({ name }) => name === 'gen_ai.invoke_agent.tool_calls');
    expect(found?.points).toMatchObject([{ sum: 2 }]);
  });
});

it("goes onto another recorder's span of the tool", async () => {
  const { spans } = await run(
    `await connect();
     await tool('first', () => 1);
     const { trace } = require('@opentelemetry/api');
     const tracer = trace.getTracer('framework');
     await tracer.startActiveSpan('execute_tool echo', { attributes: { 'gen_ai.operation.name': 'execute_tool', 'gen_ai.tool.name': 'echo' } },
       async (span) => { await call('echo', {}); span.end(); });`,
  );
  expect(toolSpans(spans)).toEqual([
    'internal execute_tool echo',
    'internal execute_tool first',
    'server tools/call echo',
  ]);
  const outer = named(spans, 'execute_tool echo');
  expect(outer.scope.name).toBe('framework');
  expect(outer.attributes).toMatchObject({ 'mcp.method.name': 'tools/call' });
});
