// What is shown of errors without content: the texts that services are known to write, with their numbers and
// models; for others, words such as status, code and parameter.

import { addAdapter, defineAdapter, type Tracing } from 'llm-otel/adapter';
import Anthropic from '@anthropic-ai/sdk';
import { GoogleGenAI } from '@google/genai';
import Groq from 'groq-sdk';
import { chainStep, instrument } from 'llm-otel';
import { Ollama } from 'ollama';
import OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { useGlobalSink } from '../support/global-telemetry.ts';
import { answering } from './content-client.ts';

const sink = useGlobalSink();
const common = { apiKey: 'unused', maxRetries: 0 };
const messages = [{ role: 'user' as const, content: 'hello' }];

/** A body that says `message`, as each service shapes it, and a call that gets it. */
const SERVICES: Readonly<
  Record<string, (message: string, status: number, more: object) => Promise<unknown>>
> = {
  openai: (message, status, more) =>
    new (instrument(OpenAI))({
      ...common,
      fetch: answering({ error: { message, ...more } }, status),
    }).chat.completions.create({ model: 'gpt-4o', messages }),
  groq: (message, status, more) =>
    new (instrument(Groq))({
      ...common,
      fetch: answering({ error: { message, ...more } }, status),
    }).chat.completions.create({ model: 'llama', messages }),
  anthropic: (message, status, more) =>
    new (instrument(Anthropic))({
      ...common,
      fetch: answering({ type: 'error', error: { message, ...more } }, status),
    }).messages.create({ model: 'claude', max_tokens: 9, messages }),
  ollama: (message, status) =>
    instrument(new Ollama({ fetch: answering({ error: message }, status) })).chat({
      model: 'llama3',
      messages,
    }),
  async google(message, status, more) {
    const server = globalThis.fetch;
    globalThis.fetch = answering({ error: { message, code: status, ...more } }, status);
    try {
      return await instrument(new GoogleGenAI({ apiKey: 'unused' })).models.generateContent({
        model: 'gemini-2.5-flash',
        contents: 'hello',
      });
    } finally {
      globalThis.fetch = server;
    }
  },
};

async function shown(
  service: string,
  message: string,
  status: number,
  more: object = {},
): Promise<string | undefined> {
  await SERVICES[service]!(message, status, more).catch(() => undefined);
  const spans = sink.spans();
  expect(spans).toHaveLength(1);
  return spans[0]!.status.message;
}

describe('a text that a service is known to write', () => {
  it.each([
    ['openai', 404, 'The model `gpt-9` does not exist or you do not have access to it.'],
    ['openai', 400, "Missing required parameter: 'messages[0].content'."],
    [
      'openai',
      400,
      "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead.",
    ],
    [
      'openai',
      400,
      "This model's maximum context length is 128000 tokens. However, your messages resulted in 130012 tokens. Please reduce the length of the messages.",
    ],
    ['openai', 500, 'The server had an error while processing your request. Sorry about that!'],
    ['openai', 401, 'Incorrect API key provided.'],
    [
      'groq',
      400,
      "Failed to call a function. Please adjust your prompt. See 'failed_generation' for more details.",
    ],
    ['anthropic', 529, 'Overloaded'],
    ['anthropic', 400, 'prompt is too long: 210000 tokens > 200000 maximum'],
    ['anthropic', 404, 'model: claude-nope'],
    ['ollama', 404, "model 'llama9' not found"],
    ['google', 400, 'API key not valid. Please pass a valid API key.'],
    ['google', 503, 'The model is overloaded. Please try again later.'],
  ])('is shown by %s with %i: %s', async (service, status, message) => {
    expect(await shown(service, message, status)).toBe(`${status} ${message}`);
  });

  it.each([
    [
      'openai',
      'Rate limit reached for gpt-4o in organization org-abc on tokens per min (TPM): Limit 30000, Used 29000, Requested 1500. Please try again in 1.2s. Visit https://platform.openai.com/account/rate-limits to learn more.',
      '429 Rate limit reached for gpt-4o in organization [REDACTED] on [REDACTED]: Limit 30000, Used 29000, Requested 1500. Please try again in 1.2s. Visit https://platform.openai.com/account/rate-limits to learn more.',
    ],
    [
      'openai',
      'Incorrect API key provided: abc***def. You can find your API key at https://platform.openai.com/account/api-keys.',
      '429 Incorrect API key provided: [REDACTED]. You can find your API key at https://platform.openai.com/account/api-keys.',
    ],
    [
      'google',
      'Quota exceeded for quota metric X and limit Y of service Z for consumer project_number:1.',
      '429 Quota exceeded for quota metric [REDACTED]',
    ],
  ])('is shown by %s without what it fills in: %s', async (service, message, expected) => {
    expect(await shown(service, message, 429)).toBe(expected);
  });

  it.each([
    ['a model that has no such shape', 'The model `what I said` does not exist'],
    [
      'a number that is none',
      'max_tokens is too large: many. This model supports at most 5 completion tokens, whereas you provided 6.',
    ],
    ['more behind it', 'The model `gpt-9` does not exist, you said'],
    ['more before it', 'As you said: The model `gpt-9` does not exist'],
    ['megabytes behind it', `The model \`gpt-9\` does not exist${'x'.repeat(2_000_000)}`],
  ])('is not shown with %s', async (_what, message) => {
    const more = { type: 'invalid_request_error', code: null, param: 'messages' };
    expect(await shown('openai', message, 400, more)).toBe(
      '400 invalid_request_error (param messages)',
    );
  });
});

describe('the words of any other error', () => {
  it.each([
    ['openai', 429, { code: 'rate_limit_exceeded', type: 'requests' }, '429 rate_limit_exceeded'],
    ['openai', 400, { type: 'invalid_request_error' }, '400 invalid_request_error'],
    ['openai', 400, { code: 'what I said' }, '400 BadRequestError'],
    ['openai', 400, { code: `sk-proj-${'aB3dE5'.repeat(8)}`.slice(0, 60) }, '400 BadRequestError'],
    ['openai', 400, { code: 'x', param: 'what I said' }, '400 x'],
    ['openai', 400, { code: 'x', param: 'p'.repeat(200) }, '400 x'],
    ['groq', 400, { code: 'tool_use_failed', type: 'x' }, '400 tool_use_failed'],
    ['anthropic', 429, { type: 'rate_limit_error' }, '429 rate_limit_error'],
    ['ollama', 500, {}, '500 ResponseError'],
    ['google', 429, { status: 'RESOURCE_EXHAUSTED' }, '429 RESOURCE_EXHAUSTED'],
  ])('make its message: %s, %i, %j', async (service, status, more, expected) => {
    expect(await shown(service, 'What I said.', status, more)).toBe(expected);
  });

  it('are attributes, whatever the text', async () => {
    const client = new (instrument(OpenAI))({
      ...common,
      fetch: () =>
        Promise.resolve(
          Response.json(
            { error: { message: 'What I said.', code: 'bad', param: 'messages[0]' } },
            { status: 400, headers: { 'x-request-id': 'req_1a2b3c' } },
          ),
        ),
    });
    const failing = chainStep('s', () => client.chat.completions.create({ model: 'm', messages }));
    await expect(failing).rejects.toThrow('What I said.');
    const words = {
      'llm_otel.error.name': 'BadRequestError',
      'http.response.status_code': 400,
      'llm_otel.error.param': 'messages[0]',
      'llm_otel.error.request_id': 'req_1a2b3c',
      'error.type': 'bad',
    };
    const spans = sink.spans();
    expect(spans).toHaveLength(2);
    for (const { attributes, status } of spans) {
      expect(attributes).toMatchObject(words);
      expect(status.message).toBe('400 bad (param messages[0])');
    }
  });
});

describe('an operation that a subscription reports', () => {
  let tracing: Tracing | undefined;
  addAdapter(
    defineAdapter({
      name: 'told',
      packages: [],
      globals: { install: (given) => void (tracing = given) },
    }),
  );
  const call = { kind: 'inference', operation: 'chat', provider: 'p', request: {} } as const;
  const told = (): string | undefined => sink.spans()[0]!.status.message;

  it('is of a service if it is a call: a failure has words', () => {
    const response = { failure: { code: 'busy', message: 'What I said.' } };
    tracing!.start(call)!.end({ response });
    expect(told()).toBe('busy');
  });

  it('is of a service if it is a call: an error has words, also where it is repeated', () => {
    tracing!.start(call)!.fail(new TypeError('What I said.'));
    expect(told()).toBe('TypeError');
    tracing!.start({ kind: 'tool', name: 't', request: {} })!.fail(new Error('no: What I said.'));
    expect(sink.spans()[1]!.status.message).toBe('no: [REDACTED]');
  });

  it('is of the application if it is a tool', () => {
    tracing!.start({ kind: 'tool', name: 't', request: {} })!.fail(new Error('order 17 is gone'));
    expect(told()).toBe('order 17 is gone');
  });
});

describe('the stack of an error', () => {
  const stackOf = async (message: string): Promise<string> => {
    const client = new (instrument(OpenAI))({
      ...common,
      fetch: answering({ error: { message } }, 400),
    });
    await client.chat.completions.create({ model: 'm', messages }).catch(() => undefined);
    return String(sink.logs()[0]!.attributes['exception.stacktrace']);
  };

  it('has the shown message and the frames', async () => {
    const [head, ...frames] = (await stackOf('What I said.')).split('\n');
    expect(head).toBe('BadRequestError: 400 BadRequestError');
    expect(frames.length).toBeGreaterThan(2);
    for (const frame of frames) expect(frame).toMatch(/^ {4}at .*:\d+:\d+\)?$/);
  });

  it('has no line of the message, whatever it looks like', async () => {
    const stack = await stackOf('What\n    at quokka (/home/quokka/x.js:1:2)\n    at y (z:1:2)');
    expect(stack).not.toContain('quokka');
    expect(stack).toContain('    at ');
  });
});
