// Ids in the short: what a terminal shows can be pasted, and a part of an id never stands for two.
import { appendFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { run } from './hosted-command.ts';
import { call, hex, LOG, logOf, toLines } from './records.ts';
import { tail } from './tail-process.ts';

const TRACE = 'abcdef0123456789abcdef0123456789';

describe('ids', () => {
  const one = call({ trace_id: TRACE, response_id: 'chatcmpl-1' });
  const other = call({ trace_id: `abcdef01${'f'.repeat(24)}` });
  const request = String(one['request_id']);

  it.each(['logs', 'search gpt', 'session s'])('of %s can be pasted', async (words) => {
    const records = Array.from({ length: 3 }, (_one, at) =>
      call({ trace_id: `${'0'.repeat(20)}${hex(at * 65_537, 12)}`, session_id: 's' }),
    );
    const log = logOf(records);
    const asked = [...words.split(' '), '--dir', log];
    const { stdout } = await run(asked, { env: { COLUMNS: '80' } });
    const parts = stdout.match(/\b0{8,}[0-9a-f]+|…[0-9a-f]{8,}/g)!;
    expect(parts.length).toBeGreaterThanOrEqual(3);
    for (const part of new Set(parts)) {
      const { status, stdout: shown, stderr } = await run(['trace', part, '--dir', log]);
      expect([status, stderr]).toEqual([0, '']);
      expect(shown).toContain('trace 0');
    }
  });

  it('of tail can be pasted', async () => {
    const log = logOf([one, other]);
    const { stdout } = await run(['tail', '--no-follow', '--dir', log], {
      env: { COLUMNS: '80' },
    });
    const parts = stdout.match(/\babcdef[0-9a-f]+|…[0-9a-f]{8,}/g)!;
    const found: string[] = [];
    for (const part of parts) {
      const { stdout: shown } = await run(['trace', part, '--dir', log]);
      found.push(shown.slice('trace '.length, 'trace '.length + 32));
    }
    const traces = [one, other].map((record) => String(record['trace_id']));
    expect(found).toEqual(traces.flatMap((trace) => [trace, trace]));
  });

  it.each([
    TRACE,
    TRACE.toUpperCase(),
    TRACE.slice(0, 12).toUpperCase(),
    request.slice(-8),
    `…${request.slice(-8)}`,
    ` ${request} `,
    'chatcmpl-1',
  ])('trace takes %s', async (given) => {
    const { stdout, status } = await run(['trace', given, '--dir', logOf([one, other])]);
    expect([status, stdout]).toEqual([0, expect.stringContaining(`trace ${TRACE}`)]);
  });

  it.each(['get', 'trace'])('%s does not guess between two', async (name) => {
    const log = logOf([one, other]);
    const given = name === 'get' ? request.slice(0, 12) : 'abcdef01';
    const { status, stderr } = await run([name, given, '--dir', log]);
    expect(status).toBe(2);
    expect(stderr).toContain(`"${given}" is a part of several ids: `);
    expect(stderr).toContain(name === 'get' ? request : TRACE);
  });

  it.each(['stats', 'tail --no-follow', 'export --format csv'])(
    '--trace of %s takes a part',
    async (words) => {
      const log = logOf([one, other]);
      const asked = [...words.split(' '), '--dir', log, '--trace'];
      const part = await run([...asked, TRACE.slice(0, 10)]);
      expect(part).toEqual(await run([...asked, TRACE]));
      expect((await run([...asked, 'abcdef01'])).status).toBe(2);
      expect((await run([...asked, 'ffffffff'])).status).toBe(1);
    },
  );

  it.each(['abc', '_______', "' OR 1=1 --"])('%s names none', async (given) => {
    const log = logOf([one, other]);
    for (const name of ['get', 'trace']) {
      const { status, stderr } = await run([name, '--dir', log, '--', given]);
      expect([status, stderr]).toEqual([1, expect.stringContaining(given)]);
    }
  });

  it('get says that an id is of a trace', async () => {
    const { status, stderr } = await run(['get', TRACE, '--dir', logOf([one])]);
    expect([status, stderr]).toEqual([1, expect.stringContaining(`llm-otel trace ${TRACE}`)]);
  });

  it('of a trace that is followed may be a part', async () => {
    const log = logOf([one]);
    const { until, printed } = tail(log, '--json', '--trace', TRACE.slice(0, 12));
    await until(request);
    const next = [other, call({ trace_id: TRACE, name: 'next' })];
    appendFileSync(path.join(log, LOG), toLines(next));
    await until('"next"');
    expect(printed()).not.toContain(other['trace_id']);
  });
});
