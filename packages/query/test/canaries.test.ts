// F-32: fifty secrets in every place of a program, and none of them in anything that leaves it: what is
// sent, what is written, what the command prints, what the service answers.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import {
  CANARIES,
  CANARY_PROGRAM,
  leakedCanaries,
  runScenario,
  secretOf,
  startMockLlm,
  startOtlpSink,
} from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { run } from './command.ts';
import { startServing, YEAR } from './served.ts';

const COMMANDS: readonly (readonly string[])[] = [
  ['logs', '--limit', '10000'],
  ['logs', '--limit', '10000', '--json'],
  ['stats', '--group-by', 'name,model'],
  ['top', '--by', 'name'],
  ['search', 'says'],
  ['search', 'says', '--json'],
  ['export', '--format', 'csv'],
  ['export', '--format', 'json'],
  ['export', '--format', 'jsonl'],
  ['sql', 'SELECT * FROM calls'],
  ['tail', '--no-follow'],
];

describe.each([
  ['no content', 'false'],
  ['content', 'true'],
])('with %s recorded', (_what, capture) => {
  let directory: string;
  let logs: string;
  let stderr: string;
  const sent: { path: string; body: string }[] = [];

  beforeAll(async () => {
    const mock = await startMockLlm();
    const sink = await startOtlpSink();
    const result = await runScenario({
      source: CANARY_PROGRAM,
      format: 'esm',
      keepDirectory: true,
      timeoutMs: 240_000,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: {
        CANARIES: JSON.stringify(CANARIES),
        OPENAI_BASE_URL: mock.url,
        ANTHROPIC_BASE_URL: mock.anthropicUrl,
        OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: capture,
        LLM_OTEL_DETAILS_EVENT: 'always',
        LLM_OTEL_TOOL_DEFINITIONS: 'full',
        LLM_OTEL_LOG_DIR: './llm_logs',
        LLM_OTEL_HMAC_KEY: secretOf(CANARIES[0]!),
        LLM_OTEL_DOCTOR: '1',
      },
    });
    ({ directory, stderr } = result);
    if (result.exitCode !== 0 || result.stdout !== 'done\n') throw new Error(stderr);
    sent.push(...sink.requests.map(({ path: where, rawBody }) => ({ path: where, body: rawBody })));
    await Promise.all([mock.close(), sink.close()]);
    logs = path.join(directory, 'llm_logs');
  }, 300_000);
  afterAll(() => rmSync(directory, { recursive: true, force: true }));

  it.each(['/v1/traces', '/v1/metrics', '/v1/logs'])('nothing is sent to %s', (where) => {
    const bodies = sent.filter((request) => request.path === where).map(({ body }) => body);
    expect(bodies.length).toBeGreaterThan(0);
    expect(leakedCanaries(bodies.join('\n'))).toEqual([]);
  });

  it('nothing is printed by the program', () => {
    expect(stderr).toContain('llm-otel');
    expect(leakedCanaries(stderr)).toEqual([]);
  });

  it('nothing is written into the call log', () => {
    const files = readdirSync(logs).map((name) => readFileSync(path.join(logs, name), 'utf8'));
    const lines = files.join('').split('\n').length;
    expect(lines).toBeGreaterThan(15 * CANARIES.length);
    expect(leakedCanaries(files.join('\n'))).toEqual([]);
  });

  it.each(COMMANDS)('nothing is printed by %s %s %s %s', async (...args) => {
    const { status, stdout, stderr: said } = await run([...args, '--dir', logs]);
    expect({ status, said }).toMatchObject({ status: 0 });
    expect(stdout).not.toBe('');
    expect(leakedCanaries(stdout + said)).toEqual([]);
  });

  it('nothing is answered by the service', async () => {
    const served = await startServing(logs, ['--content']);
    const answers = [
      `/v1/logs?${YEAR}&limit=10000`,
      `/v1/export?format=csv&${YEAR}`,
      `/v1/export?format=jsonl&${YEAR}`,
      `/v1/stats?${YEAR}&group_by=name`,
      '/v1/metrics',
      '/v1/metrics/prometheus',
      '/',
    ];
    for (const where of answers) {
      const { status, body } = await served.get(where);
      expect({ where, status }).toEqual({ where, status: 200 });
      expect({ where, found: leakedCanaries(body) }).toEqual({ where, found: [] });
    }
    await served.stop();
  });

  it.runIf(capture === 'true')('has content in all of it, redacted', async () => {
    const traces = sent.filter(({ path: where }) => where === '/v1/traces');
    expect(traces.map(({ body }) => body).join('')).toMatch(/It says \[SECRET:/);
    const { stdout } = await run(['export', '--format', 'jsonl', '--dir', logs]);
    expect(stdout).toMatch(/It says \[EMAIL\] there\./);
  });
});
