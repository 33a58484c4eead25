// Silence is said: no log, no content, no token counts, and programs count as the command does.
import { describe, expect, it } from 'vitest';
import { statistics, Store } from '../src/index.ts';
import { ask, run } from './hosted-command.ts';
import { call, directory, failedCall, feedback, logOf } from './records.ts';

describe('what is not there', () => {
  it.each(['stats', 'logs', 'search x', 'tail --no-follow', 'export', 'anomalies'])(
    '%s says that a directory has no log',
    async (words) => {
      const empty = directory();
      const { status, stderr } = await run([...words.split(' '), '--dir', empty]);
      expect(status).toBe(0);
      expect(stderr).toContain(`no log is in ${empty}`);
    },
  );

  it.each([
    [[call(), call()], '; none of the 2 records searched have content'],
    [[call(), call({ output_messages: [] })], '; 1 of the 2 records searched have content'],
    [[call({ output_messages: [] })], ''],
    [[], ''],
  ])('search says whose content was not recorded: %#', async (records, note) => {
    const { stderr, status } = await run(['search', 'nowhere', '--dir', logOf(records)]);
    expect(status).toBe(0);
    expect(stderr).toContain(`no record contains that${note === '' ? '\n' : note}`);
    expect(stderr.includes('CAPTURE_MESSAGE_CONTENT')).toBe(note !== '');
  });

  it('tells streams without usage from calls of no tokens', async () => {
    const silent = {
      prompt_tokens: undefined,
      completion_tokens: undefined,
      total_tokens: undefined,
    };
    const zero = { prompt_tokens: 0, completion_tokens: 0, total_tokens: 0 };
    const log = logOf([
      call({ model_id: 'silent', stream: true, ...silent }),
      call({ model_id: 'silent', stream: true, ...silent }),
      call({ model_id: 'zero', stream: true, ...zero }),
      call({ model_id: 'image', ...silent }),
      failedCall({ model_id: 'failed', stream: true, ...silent }),
    ]);
    const { stdout } = await run(['stats', '--group-by', 'model_id', '--dir', log]);
    const tokensOf = (model: string): string[] =>
      new RegExp(`^${model} .*ms +([\\d–]+) +([\\d–]+) +– +– +– +\\d+ %$`, 'm')
        .exec(stdout)!
        .slice(1, 3);
    expect(['silent', 'zero', 'image', 'failed'].map(tokensOf)).toEqual([
      ['–', '–'],
      ['0', '0'],
      ['–', '–'],
      ['–', '–'],
    ]);
    expect(stdout).toContain(
      'streamed calls without token counts: 2; LLM_OTEL_STREAM_USAGE=request',
    );
    const { groups } = await ask(log, 'stats');
    expect(groups[0]).toMatchObject({ with_usage: 1, streams_without_usage: 2, total_tokens: 0 });
  });
});

it('counts the same for a program as on the command line', async () => {
  const step = call({ log_type: 'step_completed', operation: 'invoke_agent', latency_ms: 900 });
  const log = logOf([step, call(), call(), failedCall(), feedback()]);
  const { groups } = await ask(log, 'stats');
  await using store = await Store.open({ directory: log });
  expect(await statistics(store, {})).toEqual(groups);
  expect(await statistics(store, { type: 'all' })).toEqual(
    (await ask(log, 'stats', '--type', 'all')).groups,
  );
  expect(groups[0].count).toBe(3);
});
