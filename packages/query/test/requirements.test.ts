// What was asked for and is not asked elsewhere: questions by the command, the service and the library.
// docs/questions.md says which test answers which.
import { expect, it } from 'vitest';
import { DuckDbStorage, FileStorage, MemoryStorage, Store } from '../src/index.ts';
import { ask, run } from './hosted-command.ts';
import {
  call,
  directory,
  failedCall,
  feedback,
  hex,
  logOf,
  requestId,
  type TestRecord,
  write,
} from './records.ts';
import { serve, YEAR } from './served.ts';

const times = (count: number, make: (at: number) => TestRecord): TestRecord[] =>
  Array.from({ length: count }, (_, at) => make(at));

const groupsOf = (answer: { groups: { group: object }[] }): string[] =>
  answer.groups.map(({ group }) => Object.values(group).join(' '));

it('S0-56: takes one slow call for no slow prompt', async () => {
  const log = logOf([
    ...times(5, () => call({ prompt_template_id: 'often', latency_ms: 900 })),
    call({ prompt_template_id: 'once', latency_ms: 9000 }),
  ]);
  const by = ['top', '--by', 'prompt_template_id,model_version', '--metric', 'p50'];
  const version = 'gpt-4o-2024-08-06';
  expect(groupsOf(await ask(log, ...by))).toEqual([`once ${version}`, `often ${version}`]);
  expect(groupsOf(await ask(log, ...by, '--at-least', '5'))).toEqual([`often ${version}`]);
  const { get } = await serve(log);
  const { json } = await get('/v1/stats?group_by=prompt_template_id&at_least=5');
  expect(groupsOf(json)).toEqual(['often']);
});

it('S0-59: puts the models first that satisfied most', async () => {
  const judged = (at: number, models: readonly string[], score?: number): TestRecord[] => [
    ...models.map((model_id) => call({ trace_id: hex(0xabc0 + at, 32), model_id })),
    ...(score === undefined
      ? []
      : [feedback({ trace_id: hex(0xabc0 + at, 32), feedback_score: score })]),
  ];
  const log = logOf([
    ...judged(1, ['small', 'small'], 0.5),
    ...judged(2, ['large', 'small'], 1),
    ...judged(3, ['large'], -1),
    ...judged(4, ['silent', 'silent', 'silent']),
  ]);
  const best = ['top', '--by', 'model_combination', '--metric', 'feedback'];
  const wanted = ['large + small', 'small', 'large', 'silent'];
  expect(groupsOf(await ask(log, ...best))).toEqual(wanted);
  expect(groupsOf(await ask(log, ...best, '--limit', '1'))).toEqual(['large + small']);
  const { get } = await serve(log);
  const { json } = await get('/v1/stats?group_by=model_combination&order_by=feedback');
  expect(groupsOf(json)).toEqual(wanted);
});

it.each(['model_version', 'region'])('S0-61: compares one %s with another', async (by) => {
  const of = (value: string, latency: number): TestRecord[] =>
    times(30, (at) => call({ [by]: value, latency_ms: latency + (at % 5), cost_usd: 0.5 }));
  const log = logOf([...of('first', 400), ...of('second', 500).slice(0, 29)]);
  const { sides } = await ask(log, 'compare', '--by', by);
  expect(sides).toMatchObject([
    { name: 'first', count: 30, mean_ms: 402, cost_usd: 15 },
    { name: 'second', count: 29, is_significant: true },
  ]);
});

it('S1-15: tells what was asked, with which template, what came back, what is odd, what was seen before', async () => {
  const said = (role: string, content: string): object[] => [
    { role, parts: [{ type: 'text', content }] },
  ];
  const hour = (at: number): string => new Date(Date.UTC(2026, 9, 5, at)).toISOString();
  const usual = times(30, (at) =>
    call({ timestamp: hour(at), prompt_template_id: 'greeting', cost_usd: 0.001 }),
  );
  const odd = call({
    timestamp: hour(12),
    prompt_template_id: 'refund',
    prompt_hash: 'h1',
    latency_ms: 60_000,
    cost_usd: 2,
    input_messages: said('user', 'Where is my money?'),
    output_messages: said('assistant', 'On its way.'),
  });
  const earlier = call({ timestamp: hour(1), prompt_template_id: 'refund', prompt_hash: 'h1' });
  const log = logOf([...usual, odd, earlier]);
  const asked = await ask(log, 'search', 'where is my money');
  expect(asked.results.map(({ record }: { record: object }) => record)).toEqual([odd]);
  expect((await ask(log, 'logs', '--template', 'refund')).records).toEqual([earlier, odd]);
  const shown = await run(['get', String(odd['request_id']), '--dir', log]);
  expect(shown.stdout).toMatch(/prompt_template_id +refund[^]*On its way\./);
  const by = ['top', '--by', 'prompt_template_id', '--limit', '1', '--metric'];
  expect(groupsOf(await ask(log, ...by, 'p99'))).toEqual(['refund']);
  expect(groupsOf(await ask(log, ...by, 'cost'))).toEqual(['refund']);
  const { anomalies } = await ask(log, 'anomalies', '--metric', 'p95', '--min-calls', '1');
  expect(anomalies.map(({ from }: { from: string }) => from)).toEqual([hour(12)]);
  const before = await ask(log, 'similar', '--prompt-hash', String(odd['prompt_hash']));
  expect(before.records).toEqual([earlier, odd]);
});

it('S2-67: finds the records of a time in the files of several days', async () => {
  const log = directory();
  const days = ['03', '04', '05', '06'];
  const records = days.map((day) => call({ timestamp: `2026-10-${day}T12:00:00.000Z` }));
  for (const [at, day] of days.entries())
    write(log, [records[at]!], `llm_logs_2026-10-${day}.jsonl`);
  const middle = records.slice(1, 3);
  const between = ['--since', '2026-10-04', '--until', '2026-10-05'];
  expect((await ask(log, 'logs', ...between)).records).toEqual(middle);
  const [start, end] = ['2026-10-04T00:00:00Z', '2026-10-06T00:00:00Z'];
  const { get } = await serve(log);
  expect((await get(`/v1/logs?start_time=${start}&end_time=${end}`)).json.logs).toEqual(middle);
  const query = { start: new Date(start), end: new Date(end) };
  expect(await new FileStorage(log).query(query)).toEqual(middle);
});

it('S2-68: takes any key for a filter, and all filters must hold', async () => {
  const wanted = call({ region: 'eu', attributes: { tenant: 'blue' } });
  const log = logOf([
    wanted,
    call({ region: 'eu', attributes: { tenant: 'red' } }),
    call({ region: 'us', attributes: { tenant: 'blue' } }),
  ]);
  const where = ['--where', 'region=eu', '--where', 'tenant=blue'];
  expect((await ask(log, 'logs', ...where)).records).toEqual([wanted]);
  const { get } = await serve(log);
  expect((await get(`/v1/logs?${YEAR}&region=eu&where=tenant%3Dblue`)).json.logs).toEqual([wanted]);
});

it('S2-72: filters by trace, however it is asked', async () => {
  const trace_id = hex(0xfeed, 32);
  const records = [call({ trace_id }), call(), failedCall({ trace_id })];
  const wanted = [records[0], records[2]];
  const log = logOf(records);
  expect((await ask(log, 'logs', '--trace', trace_id)).records).toEqual(wanted);
  const { get } = await serve(log);
  expect((await get(`/v1/logs?${YEAR}&trace_id=${trace_id}`)).json.logs).toEqual(wanted);
  await using store = await Store.open({ directory: log, isCached: false });
  expect(await store.allRecords({ trace: trace_id })).toEqual(wanted);
  const query = {
    start: new Date('2026-01-01'),
    end: new Date('2027-01-01'),
    filters: { trace_id },
  };
  const memory = new MemoryStorage();
  for (const record of records) memory.store(record);
  await using database = await DuckDbStorage.open(log);
  for (const storage of [memory, new FileStorage(log), database]) {
    expect(await storage.query(query)).toEqual(wanted);
  }
});

it('S0-82: shows one call over HTTP: model, time, tokens, safety, what its user made of it', async () => {
  const request_id = requestId(0xfff);
  const blocked = call({ request_id, safety_flags: ['violence'], finish_reasons: ['stop'] });
  const said = feedback({ feedback_request_id: request_id, feedback_label: 'bad' });
  const { get } = await serve(logOf([blocked, said]));
  const { record, feedback: found } = (await get(`/v1/calls/${request_id}`)).json;
  expect(record).toMatchObject({
    model_id: 'gpt-4o',
    latency_ms: 100,
    total_tokens: 15,
    safety_flags: ['violence'],
    outcome: 'completed',
  });
  expect(found).toEqual([said]);
});
