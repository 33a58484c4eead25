// Who serves the model: the class of the client, else its base URL; and the clients of the clouds.

import { createRequire } from 'node:module';
import type Anthropic from '@anthropic-ai/sdk';
import { describe, expect, it } from 'vitest';
import { anthropicVersions, useTracedAnthropic } from '../../support/traced-anthropic.ts';

const question = {
  model: 'claude-opus-5',
  max_tokens: 100,
  messages: [{ role: 'user' as const, content: 'What is a span?' }],
};
const message = {
  id: 'msg_1',
  type: 'message',
  model: 'claude-opus-5',
  content: [],
  stop_reason: 'end_turn',
  usage: { input_tokens: 3, output_tokens: 4 },
};
const fetch = (): Promise<Response> => Promise.resolve(Response.json(message));
const options = { apiKey: 'unused', maxRetries: 0, fetch };

const PROVIDERS: readonly (readonly [baseUrl: string, provider: string])[] = [
  ['https://api.anthropic.com', 'anthropic'],
  ['https://acme.services.ai.azure.com/anthropic', 'anthropic'],
  ['https://bedrock-mantle.us-east-1.api.aws/anthropic', 'aws.bedrock'],
  ['https://us-east5-aiplatform.googleapis.com/v1', 'gcp.vertex_ai'],
  ['https://api.deepseek.com/anthropic', 'deepseek'],
  ['https://api.moonshot.ai/anthropic', 'moonshot_ai'],
  ['https://openrouter.ai/api', 'openrouter'],
  ['http://localhost:11434', 'ollama'],
  ['https://gateway.example.org', 'anthropic'],
];

describe.each(anthropicVersions)('@anthropic-ai/sdk %s', (version) => {
  const traced = useTracedAnthropic(version);

  it.each(PROVIDERS)('calls the service at %s %s', async (baseURL, provider) => {
    await new traced.Anthropic({ ...options, baseURL }).messages.create(question);
    expect(traced.sink.spans()).toMatchObject([
      {
        attributes: {
          'gen_ai.provider.name': provider,
          'gen_ai.request.model': 'claude-opus-5',
          'server.address': new URL(baseURL).hostname,
        },
      },
    ]);
  });

  it.each([
    [{ input_tokens: Number.NaN, output_tokens: -1 }],
    [{ input_tokens: '7', output_tokens: '8' }],
    [{ input_tokens: 1.5, output_tokens: Number.MAX_VALUE, cache_read_input_tokens: 3 }],
    ['many'],
    [null],
  ])('does not take %j for usage', async (usage) => {
    const client = new traced.Anthropic({
      ...options,
      fetch: () => Promise.resolve(Response.json({ ...message, usage })),
    });
    await client.messages.create(question);
    const { attributes } = traced.sink.spans()[0]!;
    expect(attributes).toMatchObject({ 'gen_ai.response.id': 'msg_1' });
    expect(Object.keys(attributes).filter((name) => name.includes('usage'))).toEqual([]);
  });

  it('adds up what the events of a stream say of its usage', async () => {
    const events = [
      {
        type: 'message_start',
        message: {
          ...message,
          stop_reason: null,
          usage: { input_tokens: 3, cache_read_input_tokens: 5, output_tokens: 1 },
        },
      },
      {
        type: 'message_delta',
        delta: { stop_reason: 'pause_turn' },
        usage: {
          input_tokens: 10,
          cache_read_input_tokens: null,
          cache_creation_input_tokens: 7,
          output_tokens: 20,
        },
      },
      { type: 'message_stop' },
    ];
    const body = events.map((event) => `event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`);
    const client = new traced.Anthropic({
      ...options,
      fetch: () => Promise.resolve(new Response(body.join(''))),
    });
    for await (const _event of await client.messages.create({ ...question, stream: true }));
    expect(traced.sink.spans()).toMatchObject([
      {
        attributes: {
          'gen_ai.usage.input_tokens': 22,
          'gen_ai.usage.cache_read.input_tokens': 5,
          'gen_ai.usage.cache_write.input_tokens': 7,
          'gen_ai.usage.output_tokens': 20,
          'gen_ai.response.finish_reasons': ['pause_turn'],
        },
      },
    ]);
  });
});

describe('the clients of the clouds', () => {
  const traced = useTracedAnthropic('1.14.0');
  const require = createRequire(
    new URL('../../../../sdks/anthropic-platforms/package.json', import.meta.url),
  );
  const authClient = {
    getRequestHeaders: () => Promise.resolve(new Headers()),
    projectId: 'project',
  };
  const { apiKey: _apiKey, ...keyless } = options;

  it.each<[string, string, object, string, string]>([
    [
      '@anthropic-ai/bedrock-sdk',
      'AnthropicBedrock',
      {
        ...keyless,
        awsRegion: 'us-west-2',
        skipAuth: true,
        baseURL: 'https://gateway.example.org',
      },
      'aws.bedrock',
      'gateway.example.org',
    ],
    [
      '@anthropic-ai/bedrock-sdk',
      'AnthropicBedrockMantle',
      { ...options, baseURL: 'https://gateway.example.org' },
      'aws.bedrock',
      'gateway.example.org',
    ],
    [
      '@anthropic-ai/vertex-sdk',
      'AnthropicVertex',
      {
        ...keyless,
        region: 'us-east5',
        projectId: 'project',
        authClient,
        baseURL: 'https://gateway.example.org',
      },
      'gcp.vertex_ai',
      'gateway.example.org',
    ],
    [
      '@anthropic-ai/foundry-sdk',
      'AnthropicFoundry',
      { ...options, resource: 'acme' },
      'anthropic',
      'acme.services.ai.azure.com',
    ],
    [
      '@anthropic-ai/aws-sdk',
      'AnthropicAws',
      { ...options, awsRegion: 'us-east-1', workspaceId: 'ws' },
      'anthropic',
      'aws-external-anthropic.us-east-1.api.aws',
    ],
  ])('%s: %s', async (module, name, given, provider, address) => {
    const exports = require(module) as Record<string, new (options: object) => Anthropic>;
    const client = new exports[name]!(given);
    await client.messages.create(question);
    await client.beta.messages.create(question);
    const described = {
      name: 'llm.call',
      attributes: {
        'gen_ai.provider.name': provider,
        'gen_ai.request.model': 'claude-opus-5',
        'gen_ai.usage.output_tokens': 4,
        'server.address': address,
      },
    };
    expect(traced.sink.spans()).toMatchObject([described, described]);
  });
});
