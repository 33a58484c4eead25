// A made-up package with a method of each shape: what is watched apart from any SDK.

import { type AdapterCall, defineAdapterData } from '../adapter-data.ts';

interface Params {
  readonly model: string;
  readonly prompt: string;
  readonly signal: AbortSignal;
}
type Method = (params: Params) => unknown;
type Client = Readonly<Record<'url', string>> &
  Readonly<Record<(typeof PLAIN)[number] | (typeof STREAMED)[number], Method>> & {
    callback(params: Params, done: (error: unknown, result?: unknown) => void): void;
  };
interface MadeUp {
  readonly Client: new (url: string) => Client;
  complete(url: string, params: Params): unknown;
  completeStream(url: string, params: Params): unknown;
}

const PLAIN = ['promise', 'call', 'cancellable', 'query', 'assigned'] as const;
const STREAMED = ['generator', 'lines', 'inside', 'webStream', 'assignedStream'] as const;

const prompt = 'Where does the quokka live?';
const text = (content: string) => [{ type: 'text', content }];
const plain = {
  path: '/chat',
  fixture: 'chat.json',
  span: {
    'gen_ai.operation.name': 'text_completion',
    'gen_ai.response.id': 'm1',
    'gen_ai.response.model': 'made-up-1',
    'gen_ai.response.finish_reasons': ['stop'],
    'gen_ai.usage.input_tokens': 6,
    'gen_ai.usage.output_tokens': 7,
  },
  said: {
    input: [{ role: 'user', parts: text(prompt) }],
    output: [
      {
        role: 'assistant',
        parts: text('The quokka lives on Rottnest Island.'),
        finish_reason: 'stop',
      },
    ],
  },
};
const streamed = { path: '/chat', fixture: 'chat.ndjson', twin: 'promise' };

const LOSES_FRAMES = 'a thenable is told of by callbacks of ours, which V8 does not follow';
/** By call and way. */
const DIFFERS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  query: Object.fromEntries(
    [
      'refused',
      'answered with status 401',
      'answered with status 429',
      'answered with status 500',
      'answered with an error page',
      'refused that nobody listens to',
      'refused with a handler for success alone',
      'refused caught late',
      'refused by a second callback',
      'refused by finally, then catch',
      'refused among others',
      'refused in a race',
    ].map((way) => [way, LOSES_FRAMES]),
  ),
  lines: {
    'closed after the first chunk': 'an iterator without return() gets one, which tells of the end',
    'closed before the first chunk':
      'an iterator without return() gets one, which tells of the end',
  },
  webStream: { 'looked at': 'for…in does not list the methods that are watched' },
};

/** The functions of the module, of which a client is no part. */
let functions: MadeUp;

export const data = defineAdapterData<MadeUp, Client>({
  adapter: 'made-up',
  package: '@made-up/client',
  releases: ['1.0.0'],
  isMadeUp: true,
  provider: 'made_up',
  client(module, url) {
    functions = module;
    return new module.Client(url);
  },
  takesSignal: true,
  error: { fixture: 'error.json', status: 400, type: '400', class: 'invalid_request' },
  calls: [
    ...PLAIN.map((name): AdapterCall<Client> => ({
      name,
      make: (client, stage) => client[name]({ ...stage, prompt }),
      differs: DIFFERS[name] ?? {},
      ...plain,
    })),
    {
      name: 'callback',
      make: (client, stage) =>
        new Promise((resolve, reject) => {
          client.callback({ ...stage, prompt }, (error, result) => {
            if (error === null) resolve(result);
            else reject(error as Error);
          });
        }),
      ...plain,
    },
    {
      name: 'function',
      make: ({ url }, stage) => functions.complete(url, { ...stage, prompt }),
      ...plain,
    },
    ...STREAMED.map((name): AdapterCall<Client> => ({
      name,
      make: (client, stage) => client[name]({ ...stage, prompt }),
      differs: DIFFERS[name] ?? {},
      ...(name === 'inside' && {
        stream: ({ stream }: { readonly stream: AsyncIterable<unknown> }) => stream,
      }),
      ...streamed,
    })),
    {
      name: 'generator function',
      make: ({ url }, stage) => functions.completeStream(url, { ...stage, prompt }),
      ...streamed,
    },
  ],
});
