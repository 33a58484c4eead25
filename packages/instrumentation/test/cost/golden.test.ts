// What calls of real SDKs cost, in their call records and on their spans, against costs worked out by hand.

import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { runScenario, startOtlpSink, type OtlpSink } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { costOf, readPriceList } from 'llm-otel/prices';
import { GOLDEN } from './golden/index.ts';

const PRICES = {
  prices: [
    { model: 'my-model-*', provider: 'openai', input_per_million: 1.2, output_per_million: 3.4 },
  ],
  aliases: { staging: 'gpt-4o' },
};
/** One call after the other: their records are in this order. */
const SOURCE = `
import OpenAI, { AzureOpenAI, toFile } from 'openai';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import { CohereClientV2 } from 'cohere-ai';
import { VoyageAIClient } from 'voyageai';
import Cerebras from '@cerebras/cerebras_cloud_sdk';
import Together from 'together-ai';
import { OpenRouter } from '@openrouter/sdk';
import { BedrockRuntime } from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
const cases = JSON.parse(process.env.CASES);
const messages = [{ role: 'user', content: 'hi' }];
const file = await toFile(Buffer.from('x'), 'x.mp3');
const calls = {
  chat: (c, model) => c.chat.completions.create({ model, messages }),
  responses: (c, model) => c.responses.create({ model, input: 'hi' }),
  embeddings: (c, model) => c.embeddings.create({ model, input: 'hi' }),
  images: (c, model, asked) => c.images.generate({ model, prompt: 'hi', ...asked }),
  transcriptions: (c, model) => c.audio.transcriptions.create({ model, file }),
  messages: (c, model) => c.messages.create({ model, messages, max_tokens: 9 }),
  generate: (c, model) => c.models.generateContent({ model, contents: 'hi' }),
  cohereChat: (c, model) => c.chat({ model, messages }),
  cohereEmbed: (c, model) =>
    c.embed({ model, texts: ['hi'], inputType: 'search_query', embeddingTypes: ['float'] }),
  cohereRerank: (c, model) => c.rerank({ model, query: 'hi', documents: ['hi'] }),
  voyageEmbed: (c, model) => c.embed({ model, input: 'hi' }),
  voyageRerank: (c, model) => c.rerank({ model, query: 'hi', documents: ['hi'] }),
  send: (c, model) => c.chat.send({ chatRequest: { model, messages } }),
  embed: (c, model) => c.embeddings.generate({ requestBody: { model, input: 'hi' } }),
  converse: (c, modelId) => c.converse({ modelId, messages: [{ role: 'user', content: [{ text: 'hi' }] }] }),
  invoke: (c, modelId, asked) => c.invokeModel({ modelId, body: JSON.stringify(asked) }),
};
const apiKey = 'unused';
const clients = {
  openai: (baseURL) => new OpenAI({ apiKey, baseURL, maxRetries: 0 }),
  azure: (endpoint) => new AzureOpenAI({ apiKey, endpoint, apiVersion: '2025-01-01-preview' }),
  anthropic: (baseURL) => new Anthropic({ apiKey, baseURL, maxRetries: 0 }),
  google: (baseUrl) => new GoogleGenAI({ apiKey, httpOptions: { baseUrl } }),
  cohere: (environment) => new CohereClientV2({ token: apiKey, environment, maxRetries: 0 }),
  voyageai: (environment) => new VoyageAIClient({ apiKey, environment, maxRetries: 0 }),
  cerebras: (baseURL) => new Cerebras({ apiKey, baseURL, maxRetries: 0, warmTCPConnection: false }),
  together: (baseURL) => new Together({ apiKey, baseURL, maxRetries: 0 }),
  openrouter: (serverURL) => new OpenRouter({ apiKey, serverURL, retryConfig: { strategy: 'none' } }),
  bedrock: (endpoint) => new BedrockRuntime({
    endpoint, region: 'us-east-1', maxAttempts: 1, requestHandler: new NodeHttpHandler(),
    credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' },
  }),
};
for (const [index, { sdk, call, model, asked }] of cases.entries()) {
  await calls[call](clients[sdk](process.env.SERVER + '/' + index), model, asked);
}`;

let server: Server;
let sink: OtlpSink;
let records: readonly Readonly<Record<string, unknown>>[];

beforeAll(async () => {
  sink = await startOtlpSink();
  server = createServer((request, response) => {
    const { answer, headers } = GOLDEN[Number(request.url!.split('/')[1])]!;
    request.resume().on('end', () => {
      response.writeHead(200, { 'content-type': 'application/json', ...headers });
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const result = await runScenario({
    format: 'esm',
    source: SOURCE,
    files: { 'prices.json': JSON.stringify(PRICES) },
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {
      SERVER: `http://127.0.0.1:${port}`,
      CASES: JSON.stringify(
        GOLDEN.map(({ sdk, call, model, asked }) => ({ sdk, call, model, asked })),
      ),
      LLM_OTEL_PRICES: 'prices.json',
      LLM_OTEL_SEMCONV: 'proposed',
      LLM_OTEL_LOG_DIR: 'llm_logs',
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
    },
  });
  if (result.exitCode !== 0) throw new Error(result.stderr);
  records = result.callRecords();
});
afterAll(async () => {
  server.close();
  await sink.close();
});

describe('the cost of a call', () => {
  it.each(GOLDEN.map((golden, index) => ({ ...golden, index })))(
    'is $dollars: $sdk $model, $name',
    ({ index, dollars, record }) => {
      const found = records[index]!;
      expect(found).toMatchObject({ success: true, cost_usd: dollars, ...record });
      const span = sink.traces().find(({ spanId }) => spanId === found['span_id'])!;
      expect(span.attributes['llm_otel.cost.amount'] ?? null).toBe(dollars);
      const isInference = !['embeddings', 'rerank'].includes(String(found['operation']));
      expect(span.attributes['gen_ai.usage.cost.amount'] ?? null).toBe(
        isInference ? dollars : null,
      );
    },
  );

  it('S0-24, S2-17, S2-61, D12: has the six prices that were asked for', () => {
    const six = ['gpt-4o', 'gpt-4o-mini', 'claude-3-5-sonnet-20241022'];
    const plain = six.map((model) => GOLDEN.findIndex((one) => one.model === model));
    // 1000 tokens in, 500 out
    expect(plain.map((index) => records[index]!['cost_usd'])).toEqual([0.0075, 0.00045, 0.0105]);
  });

  it('S2-62, D5: is null, and counted, where no price is known', () => {
    const unknown = records.filter(({ cost_note: note }) => note === 'unknown_model');
    expect(unknown.map(({ cost_usd: cost }) => cost)).toEqual([null]);
    const points = sink
      .metrics()
      .filter(({ name }) => name === 'llm_otel.cost.unpriced_calls')
      .at(-1)!.points;
    const without = records.filter(({ cost_usd: cost }) => cost === null);
    expect(points.reduce((sum, { value }) => sum + Number(value), 0)).toBe(without.length);
  });

  it('adds up to the same in all sinks', () => {
    const nanos = (dollars: unknown): number => Math.round(Number(dollars) * 1e9);
    const sum = records.reduce((total, { cost_usd: cost }) => total + nanos(cost ?? 0), 0);
    const points = sink
      .metrics()
      .filter(({ name }) => name === 'llm_otel.cost')
      .at(-1)!.points;
    expect(points.reduce((total, { value }) => total + nanos(value), 0)).toBe(sum);
    const parts = records.filter(({ cost_input_usd: input }) => input !== undefined);
    expect(parts.length).toBeGreaterThan(30);
    for (const { cost_usd, cost_input_usd, cost_output_usd } of parts) {
      expect(nanos(cost_input_usd) + nanos(cost_output_usd ?? 0)).toBeLessThanOrEqual(
        nanos(cost_usd),
      );
    }
  });
});

describe('the cost of a call at another time, or of another service', () => {
  const list = readPriceList();
  const usage = { inputTokens: 1000, outputTokens: 500 };
  const at = (day: string): number => Date.parse(`${day}T12:00:00Z`);

  it.each([
    // https://openai.com/index/ (o3 became 80 % cheaper on 2025-06-10): 1000 × 10 + 500 × 40, 1000 × 2 + 500 × 8
    { provider: 'openai', model: 'o3', day: '2025-06-01', dollars: 0.03 },
    { provider: 'openai', model: 'o3', day: '2025-07-01', dollars: 0.006 },
    // https://aws.amazon.com/bedrock/pricing/ (2026-11-29): 1000 × 3 + 500 × 15, of an inference profile
    {
      provider: 'aws.bedrock',
      model: 'us.anthropic.claude-3-5-sonnet-20241022-v2:0',
      day: '2026-11-29',
      dollars: 0.0105,
    },
    // https://cohere.com/pricing (2026-11-29): 1000 × 0.0375 + 500 × 0.15
    { provider: 'cohere', model: 'command-r7b-12-2024', day: '2026-11-29', dollars: 0.0001125 },
  ])('is $dollars: $model on $day', ({ provider, model, day, dollars }) => {
    const call = { provider, answered: model, asked: undefined, usage, tiers: [], time: at(day) };
    expect(costOf(call, list).nanos).toBe(Math.round(dollars * 1e9));
  });

  it('is rounded once, half up, to the nano-dollar', () => {
    const call = (inputTokens: number) => ({
      provider: 'cohere',
      answered: 'command-r7b',
      asked: undefined,
      usage: { inputTokens, outputTokens: 0 },
      tiers: [],
      time: at('2026-11-29'),
    });
    // 37.5 nano-dollars a token
    expect([1, 2, 3].map((tokens) => costOf(call(tokens), list).nanos)).toEqual([38, 75, 113]);
  });

  // https://docs.anthropic.com/en/docs/build-with-claude/prompt-caching (2026-11-30): twice the plain input for an hour
  it.each([
    ['aws.bedrock', 'global.anthropic.claude-haiku-4-5-20251001-v1:0', 2_000_000],
    ['gcp.vertex_ai', 'claude-3-7-sonnet', 6_000_000],
    ['anthropic', 'claude-3-7-sonnet-20250219', 6_000_000],
  ])('is that of a cache for an hour with %s', (provider, model, nanos) => {
    const used = { inputTokens: 1000, cacheWriteInputTokens: 1000, cacheWrite1hTokens: 1000 };
    const told = { provider, answered: model, asked: undefined, tiers: [] };
    const call = { ...told, usage: used, time: at('2026-11-29') };
    expect(costOf(call, list).nanos).toBe(nanos);
  });

  it('S0-67: is that of text, searches and images where these are charged', () => {
    const cost = (provider: string, model: string, used: object) =>
      costOf(
        {
          provider,
          answered: model,
          asked: undefined,
          usage: used,
          tiers: [],
          time: at('2026-11-29'),
        },
        list,
      ).nanos;
    // https://platform.openai.com/docs/pricing: 15 a million characters
    expect(cost('openai', 'tts-1', { characters: 1000 })).toBe(15_000_000);
    // https://cohere.com/pricing: 2 a thousand searches
    expect(cost('cohere', 'rerank-v3.5', { searchUnits: 3 })).toBe(6_000_000);
    // https://ai.google.dev/gemini-api/docs/pricing: 0.04 an image
    expect(cost('gcp.gemini', 'imagen-4.0-generate-001', { imageCount: 2 })).toBe(80_000_000);
    // https://developers.openai.com/api/docs/models/dall-e-3: 0.04 a square image, also where a gateway counts tokens
    for (const counted of [{ inputTokens: 2, outputTokens: 272 }, { outputTokens: 0 }]) {
      expect(cost('openai', 'dall-e-3', { imageCount: 1, ...counted })).toBe(40_000_000);
    }
    // https://developers.openai.com/api/docs/models/gpt-image-1: 5 a million tokens of text, 40 of an image
    const counted = { imageCount: 1, inputTokens: 2, outputTokens: 272 };
    expect(cost('openai', 'gpt-image-1', counted)).toBe(10_890_000);
  });
});
