// The calls of InvokeModel in the data file: Claude, a tool, and embeddings. The other families have a test of their own.

import type {
  BedrockRuntime,
  InvokeModelWithResponseStreamCommandOutput,
} from '@aws-sdk/client-bedrock-runtime';
import type { AdapterCall, Stage } from '../adapter-data.ts';

const schema = { type: 'object', properties: { city: { type: 'string' } } };
const description = 'Tells quokkas the weather.';
const question = {
  anthropic_version: 'bedrock-2023-05-31',
  max_tokens: 50,
  temperature: 0.5,
  top_p: 0.9,
  top_k: 20,
  stop_sequences: ['END'],
  system: 'You are a quokka.',
  messages: [{ role: 'user', content: 'Where does the quokka live?' }],
};
const conversation = {
  messages: [
    { role: 'user', content: 'And here?' },
    {
      role: 'assistant',
      content: null,
      tool_calls: [
        {
          id: 't1',
          type: 'function',
          function: { name: 'weather', arguments: '{"city":"quokka"}' },
        },
      ],
    },
    { role: 'tool', tool_call_id: 't1', content: 'quokka sunshine' },
  ],
  tools: [{ type: 'function', function: { name: 'weather', description, parameters: schema } }],
};
const guardrail = { guardrailIdentifier: 'gr-7f3k2', guardrailVersion: '1' };
const text = (content: string) => ({ type: 'text', content });
const input = ({ model: modelId }: Stage, body: unknown) => ({
  modelId,
  body: JSON.stringify(body),
  ...guardrail,
});
const plain = (body: unknown) => ({
  make: (client: BedrockRuntime, stage: Stage) =>
    client.invokeModel(input(stage, body), { abortSignal: stage.signal }),
  path: '/model/{model}/invoke',
});
const streamed = (body: unknown) => ({
  make: (client: BedrockRuntime, stage: Stage) =>
    client.invokeModelWithResponseStream(input(stage, body), { abortSignal: stage.signal }),
  path: '/model/{model}/invoke-with-response-stream',
  stream: (result: InvokeModelWithResponseStreamCommandOutput) => result.body!,
  differs: {
    'looked at':
      'the stream has an async generator function of its own, which a function that wraps it cannot be',
  },
});

/** The calls. */
export const invokeCalls: readonly AdapterCall<BedrockRuntime>[] = [
  {
    name: 'invoke',
    ...plain(question),
    fixture: 'invoke.json',
    span: {
      'gen_ai.operation.name': 'chat',
      'aws.bedrock.guardrail.id': 'gr-7f3k2',
      'gen_ai.request.max_tokens': 50,
      'gen_ai.request.temperature': 0.5,
      'gen_ai.request.top_p': 0.9,
      'gen_ai.request.top_k': 20,
      'gen_ai.request.stop_sequences': ['END'],
      'gen_ai.response.id': 'msg_bdrk_01AbC',
      'gen_ai.response.model': 'claude-sonnet-4-5-20250929',
      'gen_ai.response.finish_reasons': ['stop'],
      'gen_ai.usage.input_tokens': 118,
      'gen_ai.usage.output_tokens': 9,
      'gen_ai.usage.cache_read.input_tokens': 60,
      'llm_otel.usage.cache_write_1h.input_tokens': 30,
    },
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
    name: 'invoke, streamed',
    twin: 'invoke',
    ...streamed(question),
    fixture: 'invoke.eventstream',
  },
  {
    name: 'invoke, tools',
    ...plain(conversation),
    fixture: 'invoke-tools.json',
    span: {
      'gen_ai.operation.name': 'chat',
      'aws.bedrock.guardrail.id': 'gr-7f3k2',
      'gen_ai.response.finish_reasons': ['tool_calls'],
      'gen_ai.usage.input_tokens': 210,
      'gen_ai.usage.output_tokens': 17,
    },
    said: {
      tools: [{ type: 'function', name: 'weather', description, parameters: schema }],
      input: [
        { role: 'user', parts: [text('And here?')] },
        {
          role: 'assistant',
          parts: [{ type: 'tool_call', id: 't1', name: 'weather', arguments: { city: 'quokka' } }],
        },
        {
          role: 'tool',
          parts: [{ type: 'tool_call_response', id: 't1', response: 'quokka sunshine' }],
        },
      ],
      output: [
        {
          role: 'assistant',
          parts: [
            { type: 'tool_call', id: 'call_2', name: 'weather', arguments: { city: 'quokka bay' } },
          ],
          finish_reason: 'tool_call',
        },
      ],
    },
  },
  {
    name: 'invoke, tools, streamed',
    twin: 'invoke, tools',
    ...streamed(conversation),
    fixture: 'invoke-tools.eventstream',
  },
  {
    name: 'embeddings',
    ...plain({ inputText: 'the quokka', dimensions: 256, embeddingTypes: ['float'] }),
    fixture: 'embeddings.json',
    span: {
      'gen_ai.operation.name': 'embeddings',
      'gen_ai.request.encoding_formats': ['float'],
      'gen_ai.embeddings.dimension.count': 4,
      'gen_ai.usage.input_tokens': 7,
    },
    lacks: ['gen_ai.response.model'],
  },
];
