// ollama: chat and generate with streams of JSON lines, and both methods for embeddings.

import type { AbortableAsyncIterator, Ollama } from 'ollama';
import { defineAdapterData } from '../adapter-data.ts';

const model = 'llama3.2:3b';
const usage = (input: number, output: number) => ({
  'gen_ai.usage.input_tokens': input,
  'gen_ai.usage.output_tokens': output,
});
const options = {
  temperature: 0.5,
  top_k: 40,
  top_p: 0.9,
  num_predict: 50,
  seed: 7,
  stop: ['END'],
};
const asked = {
  'gen_ai.request.temperature': 0.5,
  'gen_ai.request.top_k': 40,
  'gen_ai.request.top_p': 0.9,
  'gen_ai.request.max_tokens': 50,
  'gen_ai.request.seed': 7,
  'gen_ai.request.stop_sequences': ['END'],
};
/** It has no ids, and says of no vector how it is encoded. */
const lacks = ['gen_ai.response.id'];
const answered = { 'gen_ai.response.model': model, 'gen_ai.response.finish_reasons': ['stop'] };
const text = (content: string) => ({ type: 'text', content });
const out = (...parts: object[]) => [{ role: 'assistant', parts, finish_reason: 'stop' }];
const pixel = 'iVBORw0KGgo=';
const weather = {
  name: 'weather',
  description: 'Tells quokkas the weather.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
/** A conversation in which a tool has been called already. Each call has its own: the package changes them. */
const conversation = () => [
  { role: 'system', content: 'You are a quokka.' },
  { role: 'user', content: 'And here?', images: [pixel] },
  {
    role: 'assistant',
    content: '',
    tool_calls: [{ function: { name: 'weather', arguments: { city: 'quokka town' } } }],
  },
  { role: 'tool', content: 'quokka sunshine', tool_name: 'weather' },
];
const tools = () => [{ type: 'function', function: weather }];
const question = () => [{ role: 'user', content: 'Where does the quokka live?' }];

export const data = defineAdapterData<typeof import('ollama'), Ollama>({
  adapter: 'ollama',
  package: 'ollama',
  releases: ['0.5.18', '0.6.4'],
  provider: 'ollama',
  client: (sdk, url) => new sdk.Ollama({ host: url }),
  takesSignal: false,
  stop: (stream: AbortableAsyncIterator<object>) => stream.abort(),
  error: { fixture: 'error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [
    {
      name: 'chat',
      make: (client, { model: asks }) =>
        client.chat({ model: asks, messages: question(), options, format: 'json', think: 'low' }),
      path: '/api/chat',
      fixture: 'chat.json',
      span: {
        'gen_ai.operation.name': 'chat',
        ...asked,
        ...answered,
        ...usage(18, 9),
        'gen_ai.output.type': 'json',
      },
      lacks,
      said: {
        input: [{ role: 'user', parts: [text('Where does the quokka live?')] }],
        output: out(
          { type: 'reasoning', content: 'A quokka is a marsupial.' },
          text('The quokka lives on Rottnest Island.'),
        ),
      },
    },
    {
      name: 'chat, streamed',
      twin: 'chat',
      make: (client, { model: asks }) =>
        client.chat({
          model: asks,
          messages: question(),
          options,
          format: 'json',
          think: 'low',
          stream: true,
        }),
      path: '/api/chat',
      fixture: 'chat.ndjson',
    },
    {
      name: 'tools',
      make: (client, { model: asks }) =>
        client.chat({ model: asks, messages: conversation(), tools: tools() }),
      path: '/api/chat',
      fixture: 'tools.json',
      span: { 'gen_ai.operation.name': 'chat', ...answered, ...usage(210, 17) },
      lacks,
      said: {
        tools: [{ type: 'function', ...weather }],
        input: [
          { role: 'system', parts: [text('You are a quokka.')] },
          {
            role: 'user',
            parts: [text('And here?'), { type: 'blob', modality: 'image', content: pixel }],
          },
          {
            role: 'assistant',
            parts: [{ type: 'tool_call', name: 'weather', arguments: { city: 'quokka town' } }],
          },
          { role: 'tool', parts: [{ type: 'tool_call_response', response: 'quokka sunshine' }] },
        ],
        output: out({ type: 'tool_call', name: 'weather', arguments: { city: 'quokka bay' } }),
      },
    },
    {
      name: 'tools, streamed',
      twin: 'tools',
      make: (client, { model: asks }) =>
        client.chat({ model: asks, messages: conversation(), tools: tools(), stream: true }),
      path: '/api/chat',
      fixture: 'tools.ndjson',
    },
    {
      name: 'generate',
      make: (client, { model: asks }) =>
        client.generate({ model: asks, system: 'You are a quokka.', prompt: 'Hop.', options }),
      path: '/api/generate',
      fixture: 'generate.json',
      span: {
        'gen_ai.operation.name': 'text_completion',
        ...asked,
        ...answered,
        ...usage(11, 4),
      },
      lacks,
      said: {
        instructions: [text('You are a quokka.')],
        input: [{ role: 'user', parts: [text('Hop.')] }],
        output: out(text('The quokka hops.')),
      },
    },
    {
      name: 'generate, streamed',
      twin: 'generate',
      make: (client, { model: asks }) =>
        client.generate({
          model: asks,
          system: 'You are a quokka.',
          prompt: 'Hop.',
          options,
          stream: true,
        }),
      path: '/api/generate',
      fixture: 'generate.ndjson',
    },
    {
      name: 'embed',
      make: (client, { model: asks }) => client.embed({ model: asks, input: ['a quokka', 'b'] }),
      path: '/api/embed',
      fixture: 'embed.json',
      span: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.response.model': 'nomic-embed-text',
        'llm_otel.prompt.length': 9,
        'gen_ai.usage.input_tokens': 4,
        'gen_ai.embeddings.dimension.count': 3,
      },
      lacks: ['gen_ai.request.encoding_formats'],
    },
    {
      name: 'embeddings',
      make: (client, { model: asks }) => client.embeddings({ model: asks, prompt: 'a quokka' }),
      path: '/api/embeddings',
      fixture: 'embeddings.json',
      span: {
        'gen_ai.operation.name': 'embeddings',
        'gen_ai.embeddings.dimension.count': 3,
        'llm_otel.prompt.length': 8,
      },
      lacks: [
        'gen_ai.request.encoding_formats',
        'gen_ai.usage.input_tokens',
        'gen_ai.response.model',
      ],
    },
  ],
});
