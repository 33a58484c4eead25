// Compares the built-in prices, and the factors of tiers, with another public table, that of LiteLLM:
//   pip download litellm --no-deps && unzip -p litellm-*.whl '*model_prices*' > prices.json
//   node scripts/compare-prices.ts prices.json
// Lists what differs by more than a hundredth. No test: both tables change by themselves.

import { readFileSync } from 'node:fs';
import { costOf, readPriceList, tablesInfo } from 'llm-otel/prices';

/** Their providers, and what a span calls these. */
const PROVIDERS: Readonly<Record<string, string>> = {
  anthropic: 'anthropic',
  azure: 'azure.ai.openai',
  bedrock_converse: 'aws.bedrock',
  cohere_chat: 'cohere',
  deepseek: 'deepseek',
  gemini: 'gcp.gemini',
  groq: 'groq',
  mistral: 'mistral_ai',
  openai: 'openai',
  perplexity: 'perplexity',
  xai: 'x_ai',
};
const TOLERANCE = 0.01;
const MILLION = 1e6;

type Theirs = Readonly<Record<string, unknown>>;
type Usage = NonNullable<Parameters<typeof costOf>[0]['usage']>;

/** A column of theirs, and a usage that costs as much as a million of it. */
const COLUMNS: readonly (readonly [
  column: string,
  usage: Usage,
  tier?: readonly [name: string, provider: string],
])[] = [
  ['input_cost_per_token', { inputTokens: MILLION }],
  ['output_cost_per_token', { outputTokens: MILLION }],
  ['cache_read_input_token_cost', { inputTokens: MILLION, cacheReadInputTokens: MILLION }],
  ['cache_creation_input_token_cost', { inputTokens: MILLION, cacheWriteInputTokens: MILLION }],
  [
    'cache_creation_input_token_cost_above_1hr',
    { inputTokens: MILLION, cacheWriteInputTokens: MILLION, cacheWrite1hTokens: MILLION },
  ],
  ['input_cost_per_audio_token', { inputTokens: MILLION, inputByModality: { audio: MILLION } }],
  ['output_cost_per_audio_token', { outputTokens: MILLION, outputByModality: { audio: MILLION } }],
  ['input_cost_per_token_priority', { inputTokens: MILLION }, ['priority', 'openai']],
  ['output_cost_per_token_priority', { outputTokens: MILLION }, ['priority', 'openai']],
  ['input_cost_per_token_flex', { inputTokens: MILLION }, ['flex', 'openai']],
  ['output_cost_per_token_flex', { outputTokens: MILLION }, ['flex', 'openai']],
  ['output_cost_per_token_batches', { outputTokens: MILLION }, ['batch', 'anthropic']],
];

const [file] = process.argv.slice(2);
if (file === undefined) {
  console.error(
    'name the file with the prices of LiteLLM: node scripts/compare-prices.ts prices.json',
  );
  process.exit(2);
}
const theirs = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, Theirs>>;
const list = readPriceList();
const counts = { models: 0, prices: 0, equal: 0, withoutOurs: 0 };
const differences: string[] = [];
for (const [key, row] of Object.entries(theirs)) {
  const provider = PROVIDERS[String(row['litellm_provider'])];
  // A region in front of a name is no part of it.
  if (provider === undefined || key.split('/').length > 2) continue;
  const model = key.slice(key.lastIndexOf('/') + 1);
  let isCompared = false;
  for (const [column, usage, tier] of COLUMNS) {
    const price = row[column];
    if (typeof price !== 'number' || (tier !== undefined && tier[1] !== provider)) continue;
    const gross = dollarsOf(provider, model, atLowRate(usage), tier?.[0]);
    if (gross === undefined) {
      if (!isCompared) counts.withoutOurs += 1;
      break;
    }
    // What a request costs by itself stands in other columns of theirs.
    const ours = gross - (dollarsOf(provider, model, { inputTokens: 0 }, tier?.[0]) ?? 0);
    isCompared = true;
    counts.prices += 1;
    const wanted = price * MILLION;
    if (Math.abs(ours - wanted) <= TOLERANCE * Math.max(ours, wanted)) counts.equal += 1;
    else
      differences.push(
        `${provider} ${key} ${column}: ours ${ours}, theirs ${Number(wanted.toPrecision(6))}`,
      );
  }
  if (isCompared) counts.models += 1;
}
console.log(differences.join('\n'));
console.log(
  `\n${tablesInfo().source} ${tablesInfo().version}: ${counts.models} models that both know, ${counts.prices} prices, ${counts.equal} within ${TOLERANCE * 100} % (${((counts.equal / counts.prices) * 100).toFixed(1)} %); ${counts.withoutOurs} models only they know`,
);

/** A thousandth: prices of a long context are others. */
function atLowRate(usage: Usage): Usage {
  return JSON.parse(JSON.stringify(usage), (_, value: unknown) =>
    typeof value === 'number' ? value / 1000 : value,
  ) as Usage;
}

/** Dollars of a thousand times `usage`. */
function dollarsOf(
  provider: string,
  model: string,
  usage: Usage,
  tier: string | undefined,
): number | undefined {
  const { nanos } = costOf(
    {
      provider,
      answered: model,
      asked: undefined,
      usage,
      tiers: tier === undefined ? [] : [tier],
      time: Date.now(),
    },
    list,
  );
  return nanos === undefined ? undefined : nanos / MILLION;
}
