// Text and questions of strangers.
import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { call, logOf } from './records.ts';

/** Whether a terminal would do something instead of showing it. */
function isControl(character: string): boolean {
  return character !== '\n' && /[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.test(character);
}

describe('hostile text', () => {
  const evil = '\u001B]0;owned\u0007\u001B[2J\u202Egnp\r\n\u0000\u009B31m=cmd';

  it('never reaches a terminal as anything but text', async () => {
    const parts = [{ type: 'text', content: evil }];
    const record = call({
      name: evil,
      model_id: evil,
      session_id: evil,
      attributes: { [evil]: evil },
      input_messages: [{ role: evil, parts }],
      error_message: evil,
      [evil]: evil,
    });
    const log = logOf([record]);
    const id = String(record['request_id']);
    const asked = [
      ['logs'],
      ['get', id],
      ['trace', String(record['trace_id'])],
      ['session', evil.replaceAll('\0', '')],
    ]
      .concat([
        ['stats', '--group-by', 'model,name'],
        ['search', 'cmd'],
        ['tail', '--no-follow'],
      ])
      .concat([
        ['sql', 'SELECT * FROM calls'],
        ['get', evil.replaceAll('\0', '')],
      ]);
    for (const args of asked) {
      const { stdout, stderr } = await run([...args, '--dir', log]);
      const control = [...(stdout + stderr)].filter((character) => isControl(character));
      expect({ args, control }).toEqual({ args, control: [] });
    }
  });

  it('is no path, and no SQL', async () => {
    const log = logOf([call()]);
    for (const id of ['../../etc/passwd', "' OR 1=1 --", '%', '*']) {
      expect((await run(['get', id, '--dir', log])).status).toBe(1);
      expect(await ask(log, 'logs', '--model', id)).toMatchObject({ count: 0 });
    }
  });
});

describe('sql', () => {
  it('answers', async () => {
    const log = logOf([call({ cost_usd: 0.1, attributes: { a: 1 } }), call({ cost_usd: 0.2 })]);
    const query = 'SELECT model_id, count(*) AS n, sum(cost_usd) AS cost FROM calls GROUP BY ALL';
    expect((await ask(log, 'sql', query)).rows).toEqual([{ model_id: 'gpt-4o', n: 2, cost: 0.3 }]);
    expect((await ask(log, 'sql', query, '--no-cache')).rows).toHaveLength(1);
  });

  it.each([
    ["SELECT * FROM read_text('/etc/hostname')", 'disabled'],
    ["COPY calls TO '/tmp/llm-otel-copy.csv'", 'disabled'],
    ["ATTACH '/tmp/llm-otel-other.db'", 'disabled'],
    ['SET enable_external_access = true', 'Cannot'],
    ['SET lock_configuration = false', 'locked'],
    ['INSTALL httpfs', 'disabled'],
    ['DROP TABLE calls', 'read-only'],
    ['SELECT 1; SELECT 2', 'give one statement'],
    ['SELECT nothing FROM nowhere', 'the query failed'],
    ['', 'give one statement'],
  ])('refuses %s', async (query, message) => {
    const log = logOf([call()]);
    const { status, stderr, stdout } = await run(['sql', query, '--dir', log]);
    expect(stderr).toContain(message);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(existsSync('/tmp/llm-otel-copy.csv')).toBe(false);
  });
});
