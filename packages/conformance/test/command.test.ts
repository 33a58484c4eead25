// The checker as a process: what it reads, prints and exits with.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { emit, WHOLE } from './emitted.ts';
import { set, Telemetry, text } from './telemetry.ts';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const directory = mkdtempSync(path.join(tmpdir(), 'conformance-'));
afterAll(() => rmSync(directory, { recursive: true }));

let emitted = '';
beforeAll(async () => {
  emitted = await emit(WHOLE);
  write('whole.jsonl', emitted);
  const broken = new Telemetry(emitted);
  broken.metric('gen_ai.client.inference.duration').unit = 'ms';
  write('broken.jsonl', broken.toText());
  const surplus = new Telemetry(emitted);
  set(surplus.point('gen_ai.client.inference.usage.input_tokens'), 'error.type', text('Error'));
  write('surplus.jsonl', surplus.toText());
});

function write(name: string, content: string | object): string {
  writeFileSync(
    path.join(directory, name),
    typeof content === 'string' ? content : JSON.stringify(content),
  );
  return name;
}

function run(args: readonly string[], input = '') {
  const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
    cwd: directory,
    encoding: 'utf8',
    input,
  });
  return { status, stdout, stderr };
}

const unitGap = { id: 'unit_mismatch', reason: 'until dashboards are moved' };

describe('a run', () => {
  it('passes without violations', () => {
    const { status, stdout, stderr } = run(['whole.jsonl']);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/^passed, profile latest: 0 violation, /m);
    expect(stdout).toMatch(
      /^checked \d+ spans, \d+ metrics, \d+ events; 0 other records left out$/m,
    );
  });

  it('fails with a violation, and says value and way out', () => {
    const { status, stdout } = run(['broken.jsonl']);
    expect(status).toBe(1);
    expect(stdout).toContain('violation  unit_mismatch  metric gen_ai.client.inference.duration\n');
    expect(stdout).toContain('the unit is "ms"; make it "s"');
    expect(stdout).toMatch(/at broken\.jsonl:\d/);
    expect(stdout).toMatch(/^failed, profile latest: 1 violation, /m);
  });

  it('reads several files and stdin', () => {
    const isOf = (signal: string) => (line: string) => line.startsWith(`{"resource${signal}"`);
    const lines = emitted.split('\n');
    write('traces.jsonl', lines.find(isOf('Spans'))!);
    const metrics = lines.find(isOf('Metrics'))!;
    const { status, stdout } = run(['traces.jsonl', '-', '--complete'], metrics);
    expect(status).toBe(0);
    expect(stdout).not.toContain('no gen_ai.client.inference.duration was recorded');
    expect(run(['traces.jsonl', '--complete']).stdout).toContain(
      'no gen_ai.client.inference.duration was recorded',
    );
  });

  it('reads one document over several lines', () => {
    const [traces] = emitted.split('\n') as [string];
    write('pretty.json', JSON.stringify(JSON.parse(traces), undefined, 2));
    expect(run(['pretty.json']).stdout).toMatch(/^passed/m);
  });

  it('shows what the level asks for', () => {
    expect(run(['whole.jsonl', '--level', 'information']).stdout).toMatch(/^information  /m);
    expect(run(['surplus.jsonl', '--level', 'violation']).stdout).not.toMatch(/^improvement  /m);
    expect(run(['surplus.jsonl']).stdout).toMatch(/^improvement  /m);
  });

  it('writes JSON for programs', () => {
    const { stdout } = run(['broken.jsonl', '--format', 'json']);
    const report = JSON.parse(stdout);
    expect(report).toMatchObject({ passed: false, profile: 'latest', skipped: 0, closed: [] });
    expect(report.findings[0]).toMatchObject({
      id: 'unit_mismatch',
      origin: 'weaver',
      level: 'violation',
      signal: 'metric',
      count: 1,
    });
  });

  it('checks against another profile', () => {
    const { status, stdout } = run(['whole.jsonl', '--profile', '1.41']);
    expect(status).toBe(1);
    expect(stdout).toContain('missing_metric  metric gen_ai.client.inference.duration');
    expect(stdout).toContain('profile latest has it');
  });

  it('takes product names where it is told to', () => {
    const telemetry = new Telemetry(emitted);
    telemetry.span('embeddings text-embedding-3-small').name = 'llm.call';
    write('product.jsonl', telemetry.toText());
    expect(run(['product.jsonl']).status).toBe(1);
    expect(run(['product.jsonl', '--names', 'product']).status).toBe(0);
  });

  it('knows the names of a registry file', () => {
    const telemetry = new Telemetry(emitted);
    set(telemetry.span('chat gpt-4o'), 'app.tenant', text('blue'));
    write('tenant.jsonl', telemetry.toText());
    write('registry.json', { attributes: { 'app.tenant': { type: 'string' } } });
    expect(run(['tenant.jsonl']).status).toBe(1);
    expect(run(['tenant.jsonl', '--registry', 'registry.json']).status).toBe(0);
    write('registry.json', { attributes: { 'app.tenant': { type: 'int' } } });
    expect(run(['tenant.jsonl', '--registry', 'registry.json']).stdout).toContain('type_mismatch');
  });

  it('leaves out what is not about GenAI', () => {
    const span = { name: 'GET', kind: 3, spanId: 'a', attributes: [] };
    write('http.jsonl', { resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
    expect(run(['whole.jsonl', 'http.jsonl']).stdout).toContain('; 1 other records left out');
  });

  it('accepts a declared gap, and fails once it is closed', () => {
    write('gaps.json', [unitGap]);
    const { status, stdout } = run(['broken.jsonl', '--gaps', 'gaps.json']);
    expect(status).toBe(0);
    expect(stdout).toContain('1 declared as gaps');
    const closed = run(['whole.jsonl', '--gaps', 'gaps.json']);
    expect(closed.status).toBe(1);
    expect(closed.stdout).toContain('closed gap  unit_mismatch');
    expect(closed.stdout).toContain('until dashboards are moved');
  });

  it('explains itself', () => {
    expect(run(['--help'])).toMatchObject({ status: 0, stdout: expect.stringContaining('--gaps') });
  });
});

describe('what is not understood', () => {
  const span = (fields: object): object => ({
    resourceSpans: [{ scopeSpans: [{ spans: [{ name: 'chat', ...fields }] }] }],
  });
  const inputs: readonly (readonly [string, string | object, string])[] = [
    ['no JSON', `{"resourceSpans":[]}\n{oops`, 'bad.jsonl:2 is no JSON: {oops; each line'],
    ['call records', { operation: 'chat', model: 'x' }, 'but: operation, model; give a file of'],
    ['a number', '12', 'bad.jsonl is 12, not an object'],
    ['an empty file', '', 'bad.jsonl: nothing to check'],
    ['other telemetry alone', span({}), '1 records and none is about GenAI'],
    ['spans that are no list', { resourceSpans: {} }, 'bad.jsonl.resourceSpans is {}, not a list'],
    [
      'attributes as an object',
      span({ attributes: { a: 1 } }),
      'spans[0].attributes is {"a":1}, not a list',
    ],
    ['a plain value', span({ attributes: [{ key: 'a', value: 1 }] }), 'value is 1, not an object'],
    ['an unknown kind', span({ kind: 9 }), 'spans[0].kind is 9, not 0 to 5'],
    [
      'a metric without data',
      { resourceMetrics: [{ scopeMetrics: [{ metrics: [{ name: 'x' }] }] }] },
      'not a metric with sum, histogram',
    ],
  ];

  it.each(inputs)('%s', (_what, content, message) => {
    const { status, stdout, stderr } = run([write('bad.jsonl', content)]);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toContain(message);
  });

  const options: readonly (readonly [string, readonly string[], string])[] = [
    ['no file', [], 'no file is given'],
    ['a missing file', ['nowhere.jsonl'], 'nowhere.jsonl cannot be read: ENOENT'],
    ['an unknown profile', ['--profile', '1.40', 'x'], '--profile is "1.40"; give one of latest'],
    ['an unknown format', ['--format', 'xml', 'x'], '--format is "xml"; give one of text, json'],
    ['an unknown level', ['--level', 'all', 'x'], '--level is "all"'],
    ['unknown names', ['--names', 'mine', 'x'], '--names is "mine"'],
    ['an unknown option', ['--strict', 'x'], "Unknown option '--strict'"],
    ['a missing gaps file', ['--gaps', 'no.json', 'whole.jsonl'], 'gaps file no.json cannot be'],
    ['a missing registry', ['--registry', 'no.json', 'whole.jsonl'], 'registry file no.json'],
  ];

  it.each(options)('%s', (_what, args, message) => {
    const { status, stderr } = run(args);
    expect(status).toBe(2);
    expect(stderr).toContain(message);
  });

  it.each([
    ['a gap without a reason', '--gaps', [{ id: 'deprecated' }], 'reason'],
    ['a gap with a field too many', '--gaps', [{ ...unitGap, nmae: 'x' }], 'nmae'],
    ['a registry with a wrong type', '--registry', { attributes: { a: { type: 'text' } } }, '/a/'],
    ['a registry with a field too many', '--registry', { attribute: {} }, '"attribute"'],
  ])('%s', (_what, option, content, message) => {
    write('option.json', content);
    const { status, stderr } = run([option, 'option.json', 'whole.jsonl']);
    expect(status).toBe(2);
    expect(stderr).toContain('option.json is not understood');
    expect(stderr).toContain(message);
  });
});
