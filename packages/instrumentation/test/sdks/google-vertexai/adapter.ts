// @google-cloud/vertexai: models and chats of the older package for Vertex AI.

import type { FunctionDeclaration, VertexAI } from '@google-cloud/vertexai';
import { defineAdapterData, type Stage } from '../adapter-data.ts';

const models = '/v1/projects/acme/locations/europe-west4/publishers/google/models/{model}';
const question = 'Where does the quokka live?';
const contents = [{ role: 'user', parts: [{ text: question }] }];
const input = [{ role: 'user', parts: [{ type: 'text', content: question }] }];
const settings = {
  systemInstruction: 'Speak of the quokka.',
  generationConfig: {
    temperature: 0.5,
    topP: 0.9,
    topK: 20,
    maxOutputTokens: 50,
    stopSequences: ['END'],
  },
};
const weather = {
  name: 'weather',
  description: 'Tells quokkas the weather.',
  parameters: { type: 'object', properties: { city: { type: 'string' } } },
};
const tools = [{ functionDeclarations: [weather as unknown as FunctionDeclaration] }];
const endsOtherwise = {
  'never read': 'the package reads the whole stream for `response`, whoever reads the other half',
};
const modelOf = (client: VertexAI, { model }: Stage, more: object) =>
  client.getGenerativeModel({ model, ...more });

/** The package passes no signal on: the application's own `fetch` stops the newest request. */
let newest: AbortController;
let plain: typeof globalThis.fetch | undefined;

/** The package speaks HTTPS alone, with a token of Google's library. */
function clientFor({ VertexAI: Client }: typeof import('@google-cloud/vertexai'), url: string) {
  const fetch = (plain ??= globalThis.fetch);
  const { host } = new URL(url);
  globalThis.fetch = (to, init) => {
    if (typeof to !== 'string' || !to.startsWith('https://')) return fetch(to, init);
    newest = new AbortController();
    // Chats ask the usual host, whatever their client was told.
    return fetch(to.replace(/^https:..[^/]+/, url), { ...init, signal: newest.signal });
  };
  const authClient = { getAccessToken: () => Promise.resolve({ token: 'unused' }) };
  return new Client({
    project: 'acme',
    location: 'europe-west4',
    apiEndpoint: host,
    googleAuthOptions: { authClient: authClient as never },
  });
}

export const data = defineAdapterData<typeof import('@google-cloud/vertexai'), VertexAI>({
  adapter: 'google-vertexai',
  package: '@google-cloud/vertexai',
  releases: ['1.2.0', '1.12.0'],
  provider: 'gcp.vertex_ai',
  client: clientFor,
  takesSignal: false,
  stop: () => newest.abort(),
  error: {
    fixture: '../google-genai/error.json',
    status: 400,
    type: 'INVALID_ARGUMENT',
    class: 'invalid_request',
  },
  calls: [
    {
      name: 'content',
      make: (client, stage) => modelOf(client, stage, settings).generateContent({ contents }),
      path: `${models}:generateContent`,
      fixture: '../google-genai/generate.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.top_k': 20,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.stop_sequences': ['END'],
        'gen_ai.response.id': 'aQIwafD3NcHm',
        'gen_ai.response.model': 'gemini-2.5-flash',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 21,
        'gen_ai.usage.output_tokens': 24,
        'gen_ai.usage.cache_read.input_tokens': 4,
        'gen_ai.usage.reasoning.output_tokens': 15,
      },
      said: {
        instructions: [{ type: 'text', content: 'Speak of the quokka.' }],
        input,
        output: [
          {
            role: 'assistant',
            parts: [
              { type: 'reasoning', content: 'A quokka is a marsupial.' },
              { type: 'text', content: 'The quokka lives on Rottnest Island.' },
            ],
            finish_reason: 'stop',
          },
        ],
      },
    },
    {
      name: 'content, streamed',
      twin: 'content',
      make: (client, stage) => modelOf(client, stage, settings).generateContentStream({ contents }),
      stream: ({ stream }: { readonly stream: AsyncIterable<unknown> }) => stream,
      path: `${models}:streamGenerateContent?alt=sse`,
      endsOtherwise,
      fixture: '../google-genai/generate.sse',
    },
    {
      name: 'tools',
      make: (client, stage) => modelOf(client, stage, { tools }).startChat().sendMessage(question),
      path: `${models}:generateContent`,
      fixture: '../google-genai/tools.json',
      span: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.response.id': 'bRKwaZr8GoWp',
        'gen_ai.response.model': 'gemini-2.5-flash',
        'gen_ai.response.finish_reasons': ['stop'],
        'gen_ai.usage.input_tokens': 64,
        'gen_ai.usage.output_tokens': 12,
      },
      said: {
        tools: [{ type: 'function', ...weather }],
        input,
        output: [
          {
            role: 'assistant',
            parts: [{ type: 'tool_call', name: 'weather', arguments: { city: 'quokka town' } }],
            finish_reason: 'stop',
          },
        ],
      },
    },
    {
      name: 'tools, streamed',
      twin: 'tools',
      make: (client, stage) =>
        modelOf(client, stage, { tools }).generateContentStream({ contents }),
      stream: ({ stream }: { readonly stream: AsyncIterable<unknown> }) => stream,
      path: `${models}:streamGenerateContent?alt=sse`,
      endsOtherwise,
      fixture: '../google-genai/tools.sse',
    },
  ],
});
