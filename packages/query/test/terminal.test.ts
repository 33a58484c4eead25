// Answers that fit a terminal.
import stringWidth from 'string-width';
import { describe, expect, it } from 'vitest';
import { run } from './command.ts';
import { call, failedCall, feedback, hex, logOf, type TestRecord } from './records.ts';

const TRACE = 'abcdef0123456789abcdef0123456789';

/** A trace of steps within steps, with names of every width, tokens, money, failures and feedback. */
function deepTrace(): TestRecord[] {
  const names = [
    'chain.step 回答用户的问题并检查库存',
    'chain.step 🧑‍🚀 plan',
    'llm.call',
    'x'.repeat(300),
  ];
  const records = Array.from({ length: 24 }, (_one, at) => {
    const make = at % 5 === 4 ? failedCall : call;
    return make({
      trace_id: TRACE,
      span_id: hex(at + 1, 16),
      ...(at > 0 && { parent_span_id: hex(at, 16) }),
      name: names[at % names.length],
      model_id: `a-model-with-a-rather-long-name-${at % 3}`,
      prompt_template_id: `template-${at % 3}`,
      session_id: 'session',
      latency_ms: 10 ** (at % 6),
      cost_usd: 12.345678,
      error_code: at % 5 === 4 ? `a_rather_long_error_code_of_some_provider_${at}` : undefined,
    });
  });
  return [...records, feedback({ trace_id: TRACE, feedback_score: 0.5 })];
}

const QUESTIONS: readonly (readonly string[])[] = [
  ['stats'],
  ['stats', '--group-by', 'model_id'],
  ['stats', '--group-by', 'model_id,error_code,hour'],
  ['top', '--by', 'model_id'],
  ['compare', '--by', 'model_id'],
  ['anomalies', '--bucket', '1s', '--min-calls', '1', '--threshold', '0.1', '--by', 'name'],
  ['trace', TRACE],
  ['logs'],
  ['session', 'session'],
  ['similar', '--prompt-hash', 'h'],
];

describe.each([80, 200])('a terminal of %i columns', (columns) => {
  it.each(QUESTIONS.map((words) => [words.join(' '), words]))('fits %s', async (_name, words) => {
    const log = logOf(deepTrace().map((record) => ({ ...record, prompt_hash: 'h' })));
    const { stdout, status } = await run([...words, '--dir', log], {
      env: { COLUMNS: String(columns) },
    });
    expect(status).toBe(0);
    const widest = stdout.split('\n').filter((line) => !/^more with --wide|^\d+ |^Diff/.test(line));
    expect(Math.max(...widest.map((line) => stringWidth(line)))).toBeLessThanOrEqual(columns);
    expect(widest.length).toBeGreaterThan(1);
  });
});

describe('a narrow terminal', () => {
  const narrow = { env: { COLUMNS: '80' } };

  it('leaves out what matters least, and says so', async () => {
    const log = logOf([call({ cost_usd: 1 }), failedCall()]);
    const { stdout } = await run(['stats', '--group-by', 'model_id', '--dir', log], narrow);
    const [head] = stdout.split('\n');
    for (const title of ['model_id', 'calls', 'errors', 'p95', 'cost'])
      expect(head).toContain(title);
    expect(head).not.toContain('mean');
    expect(stdout).toMatch(/\nmore with --wide: .*mean/);
  });

  it.each(['stats', 'logs', 'tail', 'search'])('shows all of %s with --wide', async (name) => {
    const log = logOf(deepTrace());
    const words = { stats: [], logs: [], tail: ['--no-follow'], search: ['model'] }[name]!;
    const asked = [name, ...words, '--dir', log];
    const wide = await run([...asked, '--wide'], narrow);
    expect(wide.stdout).toBe((await run(asked)).stdout);
    expect(wide.stdout).not.toContain('more with --wide');
  });

  it('keeps the columns that were asked for', async () => {
    const keys = 'timestamp,name,model_id,error_code,operation,provider,request_id';
    const { stdout } = await run(['logs', '--columns', keys, '--dir', logOf(deepTrace())], narrow);
    for (const key of keys.split(',')) expect(stdout.split('\n')[0]).toContain(key);
  });
});
