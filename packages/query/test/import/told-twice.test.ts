// One call that two instrumentations tell, or a run and the call in it; and sums of agents.
import { statistics, Store } from '@llm-otel/query';
import { describe, expect, it } from 'vitest';
import { ask, run } from '../hosted-command.ts';
import { call, failedCall, feedback, hex, logOf, type TestRecord, write } from '../records.ts';
import { startServing } from '../served.ts';

const TRACE = 'a'.repeat(32);

/** A record of one trace: its number is its span, `parent` the number above. */
function of(number: number, parent: number | undefined, fields: TestRecord = {}): TestRecord {
  return call({
    trace_id: TRACE,
    span_id: hex(number, 16),
    ...(parent !== undefined && { parent_span_id: hex(parent, 16) }),
    timestamp: '2026-10-05T10:00:00.000Z',
    session_id: 's1',
    conversation_id: 's1',
    attributes: { 'otel.scope.name': `scope ${number}` },
    ...fields,
  });
}
const step = (operation: string, fields: TestRecord = {}): TestRecord => ({
  log_type: 'step_completed',
  operation,
  ...fields,
});
const failure = { log_type: 'request_failed', success: false, status: 'failure', level: 'ERROR' };
const bare = { prompt_tokens: undefined, completion_tokens: undefined, total_tokens: undefined };

/** Calls, failed ones and tokens, everywhere that numbers are told. */
async function numbersOf(records: readonly TestRecord[]) {
  const log = logOf([...records]);
  const stats = await ask(log, 'stats');
  const byModel = await ask(log, 'stats', '--group-by', 'model_id');
  await using store = await Store.open({ directory: log, isCached: false });
  const [library] = await statistics(store, { type: 'model' });
  const session = await ask(log, 'session', 's1');
  const [top] = (await ask(log, 'top', '--by', 'session_id')).groups;
  const all = await ask(log, 'stats', '--type', 'operation');
  const { stdout } = await run(['trace', TRACE, '--dir', log]);
  const { total_requests: count, total_errors: errors, total_tokens: tokens } = stats;
  for (const other of [library!, session.summary, top, byModel.groups[0]]) {
    expect(other).toMatchObject({ count, errors, total_tokens: tokens });
  }
  expect(all).toMatchObject({ total_tokens: tokens });
  expect(stdout.split('\n')[0]).toContain(` ${tokens} tokens`);
  return { count, errors, tokens };
}

describe('a call counts once', () => {
  const told: readonly (readonly [string, TestRecord[], object])[] = [
    ['told by two', [of(1, undefined), of(2, 1)], { count: 1, errors: 0, tokens: 15 }],
    ['told by three', [of(1, undefined), of(2, 1), of(3, 2)], { count: 1, errors: 0, tokens: 15 }],
    [
      'whose inner record knows no tokens',
      [of(1, undefined), of(2, 1, bare)],
      { count: 1, errors: 0, tokens: 15 },
    ],
    [
      'whose outer record knows no tokens',
      [of(1, undefined, bare), of(2, 1)],
      { count: 1, errors: 0, tokens: 15 },
    ],
    [
      'with chains between',
      [of(1, undefined), of(2, 1, step('chain', bare)), of(3, 2)],
      { count: 1, errors: 0, tokens: 15 },
    ],
    [
      'that failed',
      [
        failedCall({ ...of(1, undefined, bare), ...failure }),
        failedCall({ ...of(2, 1, bare), ...failure }),
      ],
      { count: 1, errors: 1, tokens: 0 },
    ],
    ['written in any order', [of(2, 1), of(1, undefined)], { count: 1, errors: 0, tokens: 15 }],
  ];

  it.each(told)('%s', async (_what, records, wanted) => {
    expect(await numbersOf(records)).toEqual(wanted);
  });

  const apart: readonly (readonly [string, TestRecord[], object])[] = [
    [
      'two calls in one run',
      [of(1, undefined, { total_tokens: 30 }), of(2, 1), of(3, 1)],
      { count: 2, errors: 0, tokens: 30 },
    ],
    [
      'a call of another kind in it',
      [of(1, undefined), of(2, 1, { operation: 'embeddings' })],
      { count: 2, errors: 0, tokens: 30 },
    ],
    [
      'a call of a tool of it',
      [
        of(1, undefined),
        of(2, 1, { log_type: 'tool_completed', operation: 'execute_tool', ...bare }),
        of(3, 2),
      ],
      { count: 2, errors: 0, tokens: 30 },
    ],
    [
      'calls beside each other',
      [of(1, undefined), of(2, undefined)],
      { count: 2, errors: 0, tokens: 30 },
    ],
    ['a parent that is itself', [of(1, 1)], { count: 1, errors: 0, tokens: 15 }],
  ];

  it.each(apart)('but not %s', async (_what, records, wanted) => {
    expect(await numbersOf(records)).toEqual(wanted);
  });

  it('but two calls of llm-otel are two, unless they are of one response', async () => {
    const own = { attributes: undefined };
    const two = { count: 2, errors: 0, tokens: 30 };
    expect(await numbersOf([of(1, undefined, own), of(2, 1, own)])).toEqual(two);
    const [first, second] = [{ response_id: 'r1' }, { response_id: 'r2' }].map((id) => ({
      ...own,
      ...id,
    }));
    expect(await numbersOf([of(1, undefined, first), of(2, 1, second)])).toEqual(two);
    const one = { count: 1, errors: 0, tokens: 15 };
    expect(await numbersOf([of(1, undefined, first), of(2, 1, first)])).toEqual(one);
  });

  it('in a circle of parents, without an end', async () => {
    const log = logOf([of(1, 2), of(2, 3), of(3, 1)]);
    expect(await ask(log, 'stats')).toMatchObject({ total_requests: 1, total_tokens: 15 });
  });

  it('when its second record comes later', async () => {
    const log = logOf([of(2, 1)]);
    expect(await ask(log, 'stats')).toMatchObject({ total_requests: 1 });
    write(log, [of(1, undefined), of(4, undefined)], 'llm_logs_2026-10-06.jsonl');
    expect(await ask(log, 'stats')).toMatchObject({ total_requests: 2, total_tokens: 30 });
    write(log, [of(5, 4)], 'llm_logs_2026-10-07.jsonl');
    expect(await ask(log, 'stats')).toMatchObject({ total_requests: 2, total_tokens: 30 });
  });
});

describe('the sum of an agent is not added to its calls', () => {
  it('of any depth', async () => {
    const records = [
      of(
        1,
        undefined,
        step('invoke_workflow', { total_tokens: 30, prompt_tokens: 20, completion_tokens: 10 }),
      ),
      of(
        2,
        1,
        step('invoke_agent', { total_tokens: 30, prompt_tokens: 20, completion_tokens: 10 }),
      ),
      of(3, 2),
      of(4, 2),
    ];
    expect(await numbersOf(records)).toEqual({ count: 2, errors: 0, tokens: 30 });
    const steps = await ask(logOf(records), 'stats', '--type', 'step');
    expect(steps).toMatchObject({ total_requests: 2, total_tokens: 30 });
  });

  it('and the API says which spans not to add', async () => {
    const log = logOf([of(1, undefined, step('invoke_agent')), of(2, 1), of(3, 2)]);
    const served = await startServing(log);
    const { json } = await served.get(`/v1/traces/${TRACE}`);
    const metrics = await served.get('/v1/metrics');
    const stats = await served.get('/v1/stats?group_by=model_id');
    await served.stop();
    expect(metrics.json).toMatchObject({ total_requests: 1, total_tokens: 15 });
    expect(stats.json.groups).toMatchObject([{ count: 1, total_tokens: 15 }]);
    const found = json.spans.map((one: Record<string, unknown>) => [
      one['span_id'],
      one['is_repeated'],
    ]);
    expect(Object.fromEntries(found)).toEqual({
      [hex(1, 16)]: true,
      [hex(2, 16)]: true,
      [hex(3, 16)]: false,
    });
  });

  it('but stands alone where no call is told', async () => {
    const log = logOf([of(1, undefined, step('invoke_agent')), of(2, 1, step('chain', bare))]);
    expect(await ask(log, 'stats', '--type', 'operation')).toMatchObject({ total_tokens: 15 });
    const { stdout } = await run(['trace', TRACE, '--dir', log]);
    expect(stdout.split('\n')[0]).toContain(' 15 tokens');
  });

  it('nor its cost', async () => {
    const cost = { cost_usd: 0.5 };
    const log = logOf([of(1, undefined, step('invoke_agent', cost)), of(2, 1, cost), feedback()]);
    expect(await ask(log, 'stats', '--type', 'operation')).toMatchObject({ total_cost: 0.5 });
  });
});
