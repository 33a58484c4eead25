// What models cost, and what recorded calls cost by other prices than those of their time.
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask, run } from './hosted-command.ts';
import { faultsOf } from './record-faults.ts';
import { call, directory, failedCall, LOG, logOf, type TestRecord, toLines } from './records.ts';

const OWN = JSON.stringify({
  prices: [{ model: 'gpt-4o*', input_per_million: 1, output_per_million: 2 }],
});

/** 1000 × 2.5 + 500 × 10 millionths of a dollar. */
const priced = (fields: TestRecord = {}): TestRecord =>
  call({
    prompt_tokens: 1000,
    completion_tokens: 500,
    total_tokens: 1500,
    cost_usd: 0.0075,
    cost_input_usd: 0.0025,
    cost_output_usd: 0.005,
    cost_source: 'local',
    price_version: '0.1.8',
    ...fields,
  });
const recordsIn = (log: string): TestRecord[] =>
  readFileSync(path.join(log, LOG), 'utf8')
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as TestRecord);

describe('llm-otel prices', () => {
  const prices = async (...args: readonly string[]) => {
    const { status, stdout, stderr } = await run(['prices', ...args]);
    expect([status, stderr]).toEqual([0, '']);
    return stdout;
  };

  it('says what the table is, and how old', async () => {
    const text = await prices();
    expect(text).toMatch(/^genai-prices 0\.1\.8, published 2026-09-23, [\d,]+ days ago: \d+ prov/);
    expect(text).toContain('anthropic, ');
  });

  it('says what a model costs at whom, and from where that is known', async () => {
    const text = await prices('gpt-4o-2024-08-06', '--provider', 'openai');
    expect(text.split('\n')[1]).toMatch(
      /^openai +gpt-4o +input, million tokens +\$2\.5 +genai-prices 0\.1\.8$/,
    );
    expect(text).toMatch(/cache read, million tokens +\$1\.25/);
    const long = await prices('claude-sonnet-4-5', '--provider', 'anthropic');
    expect(long).toContain('$3, $6 above 200,000 input tokens');
  });

  it('knows the prices of another day', async () => {
    const input = async (day: string): Promise<unknown> => {
      const answer = JSON.parse(
        await prices('o3', '--provider', 'openai', '--at', day, '--json'),
      ) as { found: { prices: { input_mtok: number } }[] };
      return answer.found[0]!.prices.input_mtok;
    };
    expect([await input('2025-06-01'), await input('2025-07-01')]).toEqual([10, 2]);
  });

  it('takes a file of own prices', async () => {
    const file = path.join(directory(), 'own.json');
    writeFileSync(file, OWN);
    const text = await prices('gpt-4o', '--provider', 'openai', '--prices', file);
    expect(text).toMatch(/openai +gpt-4o\* +input, million tokens +\$1 +own\.json/);
  });

  it.each([
    [['nobody'], 1, 'no price of "nobody" is known; name it in a file of your own'],
    [['gpt-4o', '--provider', 'nobody'], 1, 'no price of "gpt-4o" is known at nobody'],
    [['gpt-4o', '--prices', '/nowhere.json'], 2, '--prices /nowhere.json: ENOENT'],
    [['gpt-4o', '--at', 'someday'], 2, '--at'],
  ])('answers %j with exit code %d', async (args, code, message) => {
    const { status, stderr } = await run(['prices', ...args]);
    expect(status).toBe(code);
    expect(stderr).toContain(message);
  });
});

describe('llm-otel reprice', () => {
  it('changes nothing and shows the difference for each model', async () => {
    const log = logOf([
      priced(),
      priced({ cost_usd: 0.01 }),
      priced({ model_id: 'o3', model_version: 'o3', timestamp: '2025-06-01T10:00:00.000Z' }),
      priced({ cost_source: 'provider' }),
      priced({ model_id: 'mine', model_version: 'mine' }),
      failedCall({
        prompt_tokens: undefined,
        completion_tokens: undefined,
        total_tokens: undefined,
      }),
      call({ operation: 'execute_tool', log_type: 'tool_completed', model_id: undefined }),
    ]);
    const before = readFileSync(path.join(log, LOG), 'utf8');
    const { models, written } = await ask(log, 'reprice');
    expect(models).toEqual([
      {
        provider: 'openai',
        model: 'o3',
        calls: 1,
        recorded_usd: 0.0075,
        now_usd: 0.03,
        unpriced: 0,
      },
      {
        provider: 'openai',
        model: 'gpt-4o-2024-08-06',
        calls: 2,
        recorded_usd: 0.0175,
        now_usd: 0.015,
        unpriced: 0,
      },
      {
        provider: 'openai',
        model: 'mine',
        calls: 1,
        recorded_usd: 0.0075,
        now_usd: 0,
        unpriced: 1,
      },
    ]);
    expect(written).toBe(0);
    expect(readFileSync(path.join(log, LOG), 'utf8')).toBe(before);
    const { stdout } = await run(['reprice', '--dir', log]);
    expect(stdout).toMatch(/openai +gpt-4o-2024-08-06 +2 +\$0\.0175 +\$0\.015 +−\$0\.0025 +0/);
    expect(stdout).toContain('1 calls have the cost that their provider stated.');
  });

  it('takes the prices of a day, and of a file', async () => {
    const log = logOf([priced({ model_id: 'o3', model_version: 'o3' })]);
    const cost = async (...args: readonly string[]): Promise<unknown> =>
      (await ask(log, 'reprice', ...args)).models[0].now_usd;
    expect(await cost()).toBe(0.006);
    expect(await cost('--at', '2025-06-01')).toBe(0.03);
    const file = path.join(log, 'own.json');
    writeFileSync(file, JSON.stringify({ aliases: { o3: 'gpt-4o-mini' } }));
    expect(await cost('--prices', file)).toBe(0.00045);
  });

  it('counts what is charged besides tokens', async () => {
    const log = logOf([
      priced({
        provider: 'anthropic',
        model_id: 'claude-opus-4-6',
        model_version: 'claude-opus-4-6',
        prompt_tokens: 1010,
        completion_tokens: 50,
        cache_write_tokens: 1000,
        attributes: {
          'llm_otel.usage.cache_write_1h.input_tokens': 900,
          'llm_otel.usage.web_searches': 2,
          'llm_otel.price.tiers': ['us'],
        },
      }),
    ]);
    // (10 × 5 + 100 × 6.25 + 900 × 10 + 50 × 25 + 2 × 10000) × 1.1
    expect((await ask(log, 'reprice')).models[0].now_usd).toBe(0.0340175);
  });

  it('writes with --write: what has another cost, and nothing else', async () => {
    const same = priced();
    const content = `${JSON.stringify(same)}\noops\n${JSON.stringify(priced({ cost_usd: 9, big: 12345678901234567890n.toString() }))}\n${JSON.stringify(call())}\n`;
    const log = logOf(content);
    const today = `llm_logs_${new Date().toISOString().slice(0, 10)}.jsonl`;
    writeFileSync(path.join(log, today), toLines([priced({ cost_usd: 9 })]));
    await ask(log, 'stats');
    const { written, left } = await ask(log, 'reprice', '--write');
    expect([written, left]).toEqual([2, [`${today}: left, it is of today`]]);
    const lines = readFileSync(path.join(log, LOG), 'utf8').split('\n');
    expect(lines.slice(0, 2)).toEqual([JSON.stringify(same), 'oops']);
    for (const line of lines.slice(2, 4)) {
      const record = JSON.parse(line) as TestRecord;
      const { big: _, ...known } = record;
      expect(faultsOf(known)).toEqual([]);
    }
    expect(JSON.parse(lines[2]!)).toMatchObject({ cost_usd: 0.0075, big: '12345678901234567890' });
    // 10 × 2.5 + 5 × 10
    expect(JSON.parse(lines[3]!)).toMatchObject({ cost_usd: 0.000075, cost_source: 'local' });
    expect(await ask(log, 'stats')).toMatchObject({ total_cost: 9.015075 });
    expect(await ask(log, 'reprice', '--write')).toMatchObject({ written: 0 });
  });

  it('gives a call a cost that had none, and takes it away where nobody knows it', async () => {
    const log = logOf([
      call({ cost_usd: null, cost_note: 'unknown_model' }),
      priced({ outcome: 'aborted', cost_note: 'incomplete', price_model: undefined }),
      priced({ model_id: 'mine', model_version: 'mine' }),
    ]);
    expect(await ask(log, 'reprice', '--write')).toMatchObject({ written: 2 });
    const [found, stopped, lost] = recordsIn(log);
    expect(stopped).toMatchObject({ cost_usd: 0.0075, cost_note: 'incomplete' });
    expect(found).toMatchObject({ cost_usd: 0.000075, cost_source: 'local' });
    expect(found).not.toHaveProperty('cost_note');
    expect(lost).toMatchObject({ cost_usd: null, cost_note: 'unknown_model' });
    expect(lost).not.toHaveProperty('cost_source');
  });
});

describe('what statistics say of cost', () => {
  it('S0-25, S3-65: is by token, by success, and how many have no price', async () => {
    const log = logOf([
      priced(),
      priced({ ...failedCall(), cost_usd: 0.0025 }),
      call({ cost_usd: null }),
      priced({ model_id: 'o3', cost_usd: 0.003, variant: 'b' }),
      // It used nothing: no price is missing.
      failedCall({ total_tokens: undefined, cost_usd: undefined }),
    ]);
    const { groups } = await ask(log, 'stats', '--group-by', 'model_id');
    expect(groups).toMatchObject([
      {
        group: { model_id: 'gpt-4o' },
        cost_usd: 0.01,
        cost_per_success: 0.005,
        unpriced: 1,
        unpriced_share: 1 / 3,
      },
      { group: { model_id: 'o3' }, cost_per_token: 0.000002, unpriced_share: 0 },
    ]);
    const top = await ask(log, 'top', '--by', 'model_id', '--metric', 'cost_per_success');
    expect(top.groups.map((row: { group: object }) => row.group)).toEqual([
      { model_id: 'gpt-4o' },
      { model_id: 'o3' },
    ]);
    const { sides } = await ask(log, 'compare', '--by', 'model_id');
    expect(sides).toMatchObject([
      { name: 'gpt-4o', cost_per_success: 0.005, unpriced_share: 1 / 3 },
      { name: 'o3', cost_per_token: 0.000002, unpriced_share: 0 },
    ]);
  });
});
