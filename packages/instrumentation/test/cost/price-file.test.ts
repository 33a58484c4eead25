// The application's own prices: what a file may say, and what is said of one with a mistake in it.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { runScenario, startMockLlm, type MockLlm, type ScenarioResult } from '@llm-otel/testkit';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const require = createRequire(import.meta.url);

let mock: MockLlm;
beforeAll(async () => {
  mock = await startMockLlm();
});
afterAll(() => mock.close());

/** A program that asks `models` one after the other. */
function run(
  prices: string | undefined,
  models: readonly string[] = ['gpt-4o'],
  env: Readonly<Record<string, string>> = {},
): Promise<ScenarioResult> {
  return runScenario({
    format: 'esm',
    source: `import OpenAI from 'openai';
      const client = new OpenAI({ maxRetries: 0 });
      for (const model of ${JSON.stringify(models)}) {
        await client.chat.completions.create({ model, messages: [{ role: 'user', content: 'hi' }] });
      }`,
    files: prices === undefined ? {} : { 'prices.json': prices },
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      LLM_OTEL_PRICES: 'prices.json',
      ...env,
    },
  });
}

const file = (...prices: readonly object[]): string => JSON.stringify({ prices });
/** Lines besides the one that says where records are. */
const said = ({ stderr }: ScenarioResult): string[] =>
  stderr.split('\n').filter((line) => line !== '' && !line.includes('call records are appended'));

const MISTAKES: readonly (readonly [what: string, text: string | undefined, message: string])[] = [
  ['no JSON', '{"prices": [}', 'it is no JSON: '],
  ['a list', '[]', 'it is no object with "prices" or "aliases"'],
  ['an unknown key', '{"price": []}', 'price is no key: use $schema, prices, aliases'],
  ['no list', '{"prices": {}}', '"prices" is no list of rows'],
  ['a row that is none', '{"prices": [3]}', 'prices[0] is no object'],
  [
    'an unknown key of a row',
    file({ model: 'a', input_per_million: 1 }, { model: 'b', input: 2 }),
    'prices[1].input is no key: use model, provider, from, input_per_million, ',
  ],
  [
    'a negative price',
    file({ model: 'a', input_per_million: -1 }),
    'prices[0].input_per_million: -1 is no price, a number of 0 or more',
  ],
  [
    'a price in text',
    file({ model: 'a', output_per_million: '1.20' }),
    'prices[0].output_per_million: "1.20" is no price, a number of 0 or more',
  ],
  ['no model', file({ input_per_million: 1 }), 'prices[0].model: nothing is no name of a model'],
  ['no price', file({ model: 'a' }), 'prices[0] has no price: add "input_per_million" or another'],
  [
    'a day that is none',
    file({ model: 'a', from: '2026-02-30', input_per_million: 1 }),
    'prices[0].from: "2026-02-30" is no day such as "2026-01-31"',
  ],
  [
    'two rows for one model',
    file({ model: 'a', input_per_million: 1 }, { model: 'A', input_per_million: 2 }),
    'prices[1].model: "A" has a row already, prices[0]: keep one, or give them different "from" or "provider"',
  ],
  ['an alias of nothing', '{"aliases": {"a": ""}}', 'aliases.a: "" is no name of a model'],
  ['no file', undefined, 'ENOENT'],
];
/** What a schema cannot say: that a text is no JSON, and that two rows are of one model. */
const BY_SCHEMA = /^(?!no JSON|no file|a day|two rows)/;
/** Of the document. */
const EXAMPLE = /```json\n([^]*?)```/.exec(
  readFileSync(new URL('../../../../docs/cost.md', import.meta.url), 'utf8'),
)![1]!;

describe('a price file', () => {
  it('wins over the table, the most specific row first', async () => {
    const rows = file(
      { model: '*', input_per_million: 1, output_per_million: 1 },
      { model: 'gpt-*', input_per_million: 2, output_per_million: 2 },
      { model: 'gpt-*', provider: 'openai', input_per_million: 3, output_per_million: 3 },
      { model: 'gpt-*', provider: 'groq', input_per_million: 9, output_per_million: 9 },
      { model: 'GPT-4o', input_per_million: 4, output_per_million: 4 },
      { model: 'GPT-4o', from: '2026-01-01', input_per_million: 5, output_per_million: 5 },
      { model: 'GPT-4o', from: '2999-01-01', input_per_million: 8, output_per_million: 8 },
      { model: 'a.c', input_per_million: 7, output_per_million: 7 },
    );
    const result = await run(rows, ['gpt-4o', 'gpt-5', 'abc', 'a.c']);
    expect(said(result)).toEqual([]);
    const ofOne = result
      .callRecords()
      .map(({ cost_usd: cost, total_tokens: tokens }) =>
        Math.round((Number(cost) / Number(tokens)) * 1e6),
      );
    expect(ofOne).toEqual([5, 3, 1, 7]);
  });

  it('says which model an alias is, and leaves all others alone', async () => {
    const aliases = JSON.stringify({ aliases: { 'my-deployment': 'gpt-4o-mini' } });
    const result = await run(aliases, ['my-deployment', 'gpt-4o-mini', 'toString']);
    const [alias, model, other] = result.callRecords();
    expect(alias!['cost_usd']).toBe(model!['cost_usd']);
    expect(alias).toMatchObject({ price_model: 'gpt-4o-mini' });
    expect(other).toMatchObject({ cost_usd: null, cost_note: 'unknown_model' });
  });

  it.each(MISTAKES)(
    'with a mistake changes nothing, which is said once: %s',
    async (_, text, message) => {
      const result = await run(text, ['gpt-4o', 'gpt-4o']);
      expect(result.exitCode).toBe(0);
      const [line, ...others] = said(result);
      expect(line).toContain(`llm-otel: LLM_OTEL_PRICES="prices.json": ${message}`);
      expect(line).toContain('; the built-in prices stay in force');
      expect(others).toEqual([]);
      for (const record of result.callRecords()) {
        expect(record).toMatchObject({ cost_source: 'local', price_version: '0.1.8' });
      }
    },
  );
});

describe('the JSON Schema of price files', () => {
  const schema = JSON.parse(
    readFileSync(require.resolve('llm-otel/schema/prices-1.schema.json'), 'utf8'),
  ) as object;
  const isValid = new Ajv2020({ strictTypes: false, validateFormats: false }).compile(schema);

  it.each([EXAMPLE, '{}', file({ model: '*', image: 0 }), '{"aliases": {"a": "b"}}'])(
    'allows %s',
    (text) => expect(isValid(JSON.parse(text))).toBe(true),
  );

  it.each(MISTAKES.filter(([what]) => BY_SCHEMA.test(what)))('finds %s', (_, text) => {
    expect(isValid(JSON.parse(text!))).toBe(false);
  });
});

describe('LLM_OTEL_COST=off', () => {
  it('leaves out all of it', async () => {
    const result = await run('broken', ['gpt-4o'], { LLM_OTEL_COST: 'off' });
    expect(said(result)).toEqual([]);
    const [record] = result.callRecords();
    expect(Object.keys(record!).filter((name) => /cost|price/.test(name))).toEqual([]);
  });
});
