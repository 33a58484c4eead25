// Conversations: follow-ups, corrections, cost; and how dense prompts are.
import { expect, it } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { call, feedback, logOf } from './records.ts';

const at = (minutes: number): string =>
  new Date(Date.parse('2026-10-05T10:00:00Z') + minutes * 60_000).toISOString();
const turn = (conversation: string | undefined, minutes: number, fields = {}) =>
  call({
    timestamp: at(minutes),
    cost_usd: 0.01,
    ...(conversation !== undefined && { conversation_id: conversation }),
    ...fields,
  });

it('S0-80, S3-34, S3-35, S3-36: says how often a user asked again, or corrected an answer', async () => {
  const first = turn('a', 0, { user_id: 'u1' });
  const answered = turn('b', 0, { user_id: 'u2' });
  const log = logOf([
    first,
    // The same turn: a second call of its trace.
    turn('a', 1, { trace_id: first['trace_id'], user_id: 'u1' }),
    turn('a', 5, { user_id: 'u1' }),
    answered,
    turn('b', 60, { user_id: 'u2' }),
    turn(undefined, 0, { session_id: 's', user_id: 'u2' }),
    turn(undefined, 0),
    feedback({ trace_id: answered['trace_id'], feedback_name: 'corrected', feedback_score: 1 }),
    feedback({ trace_id: first['trace_id'], feedback_name: 'thumbs', feedback_label: 'down' }),
    feedback({ trace_id: first['trace_id'], feedback_name: 'corrected', feedback_score: 0 }),
  ]);
  expect(await ask(log, 'stats', '--type', 'conversation')).toMatchObject({
    conversations: 3,
    turns: 5,
    follow_up_rate: 1 / 3,
    correction_rate: 1 / 3,
    thumbs_down_rate: 1 / 3,
    cost_usd: 0.06,
    cost_per_conversation: 0.02,
    users: 2,
    cost_per_user: 0.03,
  });
  const wider = await ask(log, 'stats', '--type', 'conversation', '--within', '2h');
  expect(wider.follow_up_rate).toBe(2 / 3);
  const one = await ask(log, 'stats', '--type', 'conversation', '--conversation', 'b');
  expect(one).toMatchObject({ conversations: 1, turns: 2, follow_up_rate: 0 });
  const { stdout } = await run(['stats', '--type', 'conversation', '--dir', log]);
  expect(stdout).toMatch(/^conversations +turns +mean turns +follow-ups/);
  expect(stdout).toMatch(/\n +3 +5 +1\.667 +33\.3 % +33\.3 % +33\.3 % /);
});

it('says nothing of a log without conversations', async () => {
  const log = logOf([call()]);
  expect(await ask(log, 'stats', '--type', 'conversation')).toMatchObject({
    conversations: 0,
    turns: 0,
    follow_up_rate: null,
    cost_usd: null,
    cost_per_user: null,
  });
  const bad = await run(['stats', '--type', 'conversation', '--within', 'soon', '--dir', log]);
  expect([bad.status, bad.stderr]).toEqual([2, expect.stringContaining('--within')]);
});

it('S0-21, S0-22, S3-29: knows how long prompts are, and how many tokens a character takes', async () => {
  const log = logOf([
    call({ prompt_length: 100, prompt_tokens: 25 }),
    call({ prompt_length: 300, prompt_tokens: 75, prompt_template_id: 't' }),
    call({ prompt_length: 0, prompt_tokens: 5 }),
    call({ prompt_tokens: 50 }),
  ]);
  const { groups } = await ask(log, 'stats');
  expect(groups).toMatchObject([{ mean_prompt_length: 400 / 3, token_density: 0.25 }]);
  const dense = await ask(log, 'stats', '--where', 'token_density>=0.2');
  expect(dense.groups).toMatchObject([{ count: 2 }]);
});
