// What a server or an application puts into the fields of a call, with content off: values of the right
// shape are recorded, and of the others not a word, on spans, metrics, events and records.

import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';
import { leftBy, pointsOf } from './everything-left.ts';
import { startFillingServer, type FillingServer } from './filling-server.ts';

const traced = useTracedProgram();
const { sink } = traced;

const FAIR = 'quokka-1.5:latest';
/** None of them is a model, an id or a word; each shows if it is recorded. */
const UNFIT = [
  'canary '.repeat(150_000),
  'canary'.repeat(175_000),
  'the canary told her doctor about it',
  'canary\nllm-otel: \u001b[31mcanary\u0000',
  'Kanarienvogel canary \u{1f426} \u202e yranac',
  '\ud800canary',
  'sk-proj-canaryCANARYcanary0123456789abcdefCANARYcanary0123456789',
  'Bearer canaryCANARY0123456789abcdefCANARY',
  'canary@example.com',
  'chatcmpl-AKIACANARYCANARYCANA',
  { canary: 'canary' },
  ['canary canary'],
];
const NOTHING = ['', 42, null, true];
const VALUES = [FAIR, ...UNFIT, ...NOTHING];

const CLIENTS = `
  import OpenAI from 'openai';
  import Anthropic from '@anthropic-ai/sdk';
  import Groq from 'groq-sdk';
  import { GoogleGenAI } from '@google/genai';
  import { Ollama } from 'ollama';
  const messages = [{ role: 'user', content: 'What is a span?' }];
  const read = async (stream) => { for await (const _ of await stream); };
  const callsAt = (base) => {
    const more = { apiKey: 'unused', maxRetries: 0 };
    const openai = new OpenAI({ ...more, baseURL: base });
    const anthropic = new Anthropic({ ...more, baseURL: base });
    const groq = new Groq({ ...more, baseURL: base });
    const genai = new GoogleGenAI({ apiKey: 'unused', httpOptions: { baseUrl: base } });
    const ollama = new Ollama({ host: base });
    const chat = { model: 'm', messages };
    const claude = { ...chat, max_tokens: 64 };
    const contents = { model: 'm', contents: 'What is a span?' };
    return [
      () => openai.chat.completions.create(chat),
      () => read(openai.chat.completions.create({ ...chat, stream: true })),
      () => openai.responses.create({ model: 'm', input: 'What is a span?' }),
      () => read(openai.responses.create({ model: 'm', input: 'What is a span?', stream: true })),
      () => openai.embeddings.create({ model: 'm', input: 'x', encoding_format: 'float' }),
      () => anthropic.messages.create(claude),
      () => read(anthropic.messages.create({ ...claude, stream: true })),
      () => groq.chat.completions.create(chat),
      () => read(groq.chat.completions.create({ ...chat, stream: true })),
      () => genai.models.generateContent(contents),
      () => read(genai.models.generateContentStream(contents)),
      () => ollama.chat(chat),
      () => read(ollama.chat({ ...chat, stream: true })),
    ];
  };`;
const CALLS = 13;

describe('the fields of answers', () => {
  let server: FillingServer;
  beforeAll(async () => {
    server = await startFillingServer(VALUES);
  });
  afterAll(() => server.close());
  const calls = (indices: readonly number[], below = ''): string => `${CLIENTS}
    for (const index of ${JSON.stringify(indices)})
      for (const call of callsAt('${server.url}/' + index + '${below}')) await call().catch(() => {});`;

  it('are recorded with fair values', async () => {
    const { json } = await leftBy(traced, calls([0]));
    expect(sink().traces()).toHaveLength(CALLS);
    for (const { attributes } of sink().traces()) {
      if (attributes['gen_ai.operation.name'] === 'embeddings') continue;
      expect(attributes).toMatchObject({
        'gen_ai.response.model': FAIR,
        // Google's answers say that they were blocked.
        'gen_ai.response.finish_reasons': [expect.stringMatching(`^(${FAIR}|content_filter)$`)],
      });
    }
    expect(json).not.toMatch(/_OTHER/);
  });

  it('show no word of anything else, and the calls are recorded', async () => {
    const unfit = UNFIT.map((_value, index) => index + 1);
    const { json, texts, stderr } = await leftBy(traced, calls(unfit));
    expect(json).not.toMatch(/canary|Kanarien/i);
    expect(stderr).not.toMatch(/canary|Kanarien/i);
    expect(Math.max(...texts.map(({ length }) => length))).toBeLessThan(2000);
    expect(sink().traces()).toHaveLength(UNFIT.length * CALLS);
    expect(pointsOf(traced, 'gen_ai.client.inference.duration').length).toBeGreaterThan(5);
    const models = sink()
      .traces()
      .map(({ attributes }) => attributes['gen_ai.response.model']);
    expect(new Set(models)).toEqual(
      new Set([
        '_OTHER',
        '[SECRET:openai_key]',
        '[EMAIL]',
        'chatcmpl-[SECRET:aws_access_key]',
        undefined,
      ]),
    );
    for (const field of ['response.model', 'response.id', 'response.finish_reasons']) {
      expect(stderr.split(`gen_ai.${field} of `)).toHaveLength(2);
    }
  });

  it('are absent without a value', async () => {
    const empty = NOTHING.map((_value, index) => index + 1 + UNFIT.length);
    await leftBy(traced, calls(empty));
    for (const { attributes } of sink().traces()) {
      expect(attributes).not.toHaveProperty(['gen_ai.response.model']);
      expect(attributes).not.toHaveProperty(['gen_ai.response.id']);
    }
  });

  it('show no word of an error that is no code', async () => {
    const { json } = await leftBy(
      traced,
      calls(
        UNFIT.map((_value, index) => index + 1),
        '/fails',
      ),
    );
    const types = new Set(
      sink()
        .traces()
        .map(({ attributes }) => attributes['error.type']),
    );
    expect(types).not.toContain(undefined);
    const labels =
      JSON.stringify([...types]) +
      JSON.stringify(sink().metrics(), (_key, value: unknown) =>
        typeof value === 'bigint' ? String(value) : value,
      );
    expect(labels).not.toMatch(/canary/i);
    expect(json.length).toBeGreaterThan(labels.length);
  });
});
