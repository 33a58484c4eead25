// Bedrock: Converse, InvokeModel and their streams, whose events come in the binary framing of AWS.

import type {
  BedrockRuntime,
  ConverseStreamCommandOutput,
  Message,
} from '@aws-sdk/client-bedrock-runtime';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import { defineAdapterData } from '../adapter-data.ts';
import { invokeCalls } from './invoke-calls.ts';

const RANDOM = ['amz-sdk-invocation-id', 'x-amz-date', 'authorization'];
const inferenceConfig = { maxTokens: 50, temperature: 0.5, topP: 0.9, stopSequences: ['END'] };
const schema = { type: 'object', properties: { city: { type: 'string' } } };
const description = 'Tells quokkas the weather.';
const toolConfig = {
  tools: [{ toolSpec: { name: 'weather', description, inputSchema: { json: schema } } }],
};
const question: Message[] = [{ role: 'user', content: [{ text: 'Where does the quokka live?' }] }];
const conversation: Message[] = [
  { role: 'user', content: [{ text: 'And here?' }] },
  {
    role: 'assistant',
    content: [{ toolUse: { toolUseId: 't1', name: 'weather', input: { city: 'quokka town' } } }],
  },
  {
    role: 'user',
    content: [{ toolResult: { toolUseId: 't1', content: [{ text: 'quokka sunshine' }] } }],
  },
];
const text = (content: string) => ({ type: 'text', content });
const differs = {
  'looked at':
    'the stream has an async generator function of its own, which a function that wraps it cannot be',
};
// The service says neither an id in the body nor the model.
const lacks = ['gen_ai.response.id', 'gen_ai.response.model'];
const guardrailConfig = { guardrailIdentifier: 'gr-7f3k2', guardrailVersion: '1' };
const stream = (result: ConverseStreamCommandOutput) => result.stream!;

export const data = defineAdapterData<
  typeof import('@aws-sdk/client-bedrock-runtime'),
  BedrockRuntime
>({
  adapter: 'bedrock',
  package: '@aws-sdk/client-bedrock-runtime',
  releases: ['3.704.0', '3.1164.0'],
  provider: 'aws.bedrock',
  client: (sdk, url) => {
    const client = new sdk.BedrockRuntime({
      endpoint: url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' },
      maxAttempts: 1,
      requestHandler: new NodeHttpHandler(),
    });
    // Each process has other ids, dates and signatures, with us or without.
    client.middlewareStack.add(
      (next) => (args) => {
        const { headers } = args.request as { readonly headers: Record<string, string> };
        for (const name of RANDOM) delete headers[name];
        return next(args);
      },
      { step: 'deserialize', priority: 'low' },
    );
    return client;
  },
  takesSignal: true,
  error: {
    fixture: 'error.json',
    status: 400,
    type: 'ValidationException',
    class: 'invalid_request',
  },
  calls: [
    {
      name: 'converse',
      make: (client, { model: modelId, signal: abortSignal }) =>
        client.converse(
          {
            modelId,
            messages: question,
            system: [{ text: 'You are a quokka.' }],
            inferenceConfig,
            guardrailConfig,
          },
          { abortSignal },
        ),
      path: '/model/{model}/converse',
      fixture: 'converse.json',
      span: {
        'gen_ai.operation.name': 'chat',
        'aws.bedrock.guardrail.id': 'gr-7f3k2',
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.stop_sequences': ['END'],
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 118,
        'gen_ai.usage.output_tokens': 9,
        'gen_ai.usage.cache_read.input_tokens': 60,
        'llm_otel.usage.cache_write_1h.input_tokens': 30,
      },
      lacks,
      said: {
        instructions: [text('You are a quokka.')],
        input: [{ role: 'user', parts: [text('Where does the quokka live?')] }],
        output: [
          {
            role: 'assistant',
            parts: [
              { type: 'reasoning', content: 'A quokka is a marsupial.' },
              text('The quokka lives on Rottnest Island.'),
            ],
            finish_reason: 'stop',
          },
        ],
      },
    },
    {
      name: 'converse, streamed',
      twin: 'converse',
      make: (client, { model: modelId, signal: abortSignal }) =>
        client.converseStream(
          {
            modelId,
            messages: question,
            system: [{ text: 'You are a quokka.' }],
            inferenceConfig,
            guardrailConfig,
          },
          { abortSignal },
        ),
      path: '/model/{model}/converse-stream',
      fixture: 'converse.eventstream',
      differs,
      stream,
    },
    {
      name: 'tools',
      make: (client, { model: modelId, signal: abortSignal }) =>
        client.converse(
          { modelId, messages: conversation, toolConfig, guardrailConfig },
          { abortSignal },
        ),
      path: '/model/{model}/converse',
      fixture: 'tools.json',
      span: {
        'gen_ai.operation.name': 'chat',
        'aws.bedrock.guardrail.id': 'gr-7f3k2',
        'gen_ai.response.finish_reasons': ['tool_call'],
        'gen_ai.usage.input_tokens': 210,
        'gen_ai.usage.output_tokens': 17,
      },
      lacks,
      said: {
        tools: [{ type: 'function', name: 'weather', description, parameters: schema }],
        input: [
          { role: 'user', parts: [text('And here?')] },
          {
            role: 'assistant',
            parts: [
              { type: 'tool_call', id: 't1', name: 'weather', arguments: { city: 'quokka town' } },
            ],
          },
          {
            role: 'user',
            parts: [{ type: 'tool_call_response', id: 't1', response: [text('quokka sunshine')] }],
          },
        ],
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'tool_call',
                id: 'tooluse_2',
                name: 'weather',
                arguments: { city: 'quokka bay' },
              },
            ],
            finish_reason: 'tool_call',
          },
        ],
      },
    },
    {
      name: 'tools, streamed',
      twin: 'tools',
      make: (client, { model: modelId, signal: abortSignal }) =>
        client.converseStream(
          { modelId, messages: conversation, toolConfig, guardrailConfig },
          { abortSignal },
        ),
      path: '/model/{model}/converse-stream',
      fixture: 'tools.eventstream',
      differs,
      stream,
    },
    ...invokeCalls,
  ],
});
