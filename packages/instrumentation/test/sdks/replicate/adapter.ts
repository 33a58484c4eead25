// replicate: runs and predictions. A stream is a second request: the one that creates its prediction is answered here.

import type Replicate from 'replicate';
import { defineAdapterData } from '../adapter-data.ts';

type Class = typeof Replicate;

const prompt = 'Where does the quokka live?';
const settings = { temperature: 0.5, top_p: 0.9, max_tokens: 50, seed: 7 };
const input = [{ role: 'user', parts: [{ type: 'text', content: prompt }] }];
const text = [
  {
    role: 'assistant',
    parts: [{ type: 'text', content: 'The quokka lives on Rottnest Island.' }],
    finish_reason: 'stop',
  },
];
const answer = (id: string, model: string) => ({
  'gen_ai.operation.name': 'generate_content',
  'gen_ai.response.id': id,
  'gen_ai.response.model': model,
  'gen_ai.response.finish_reasons': ['succeeded'],
});
const LANGUAGE = 'meta/meta-llama-3-8b-instruct';
const NO_TOKENS = ['gen_ai.usage.input_tokens', 'gen_ai.usage.output_tokens'];
const reference = (model: string) => model as `${string}/${string}`;

/** Answers a request for a stream with a prediction whose stream is at `url`, and sends every other request. */
function fetchFor(url: string): typeof fetch {
  return async (where, init) => {
    if (!String(init?.body).includes('"isStreamed":true')) return fetch(where, init);
    return Response.json({
      id: 'gm3qorzdhgbfurvjtvhg6dckhu',
      model: LANGUAGE,
      status: 'starting',
      urls: { stream: `${url}/stream` },
    });
  };
}

export const data = defineAdapterData<Class | { readonly default: Class }, Replicate>({
  adapter: 'replicate',
  package: 'replicate',
  releases: ['0.25.2', '0.34.1', '1.0.0', '1.4.0'],
  provider: 'replicate',
  owner: 'marsupials/',
  client: (sdk, url) => {
    const client = 'default' in sdk ? sdk.default : sdk;
    return new client({ auth: 'unused', baseUrl: url, fetch: fetchFor(url) as never });
  },
  takesSignal: false,
  stop: (stream: AsyncGenerator) => void stream.return(undefined),
  error: { fixture: 'error.json', status: 422, type: '422', class: 'invalid_request' },
  calls: [
    {
      name: 'run',
      make: (client, { model }) => client.run(reference(model), { input: { prompt, ...settings } }),
      path: '/models/{model}/predictions',
      fixture: 'run.json',
      span: {
        ...answer('gm3qorzdhgbfurvjtvhg6dckhu', LANGUAGE),
        'gen_ai.request.temperature': 0.5,
        'gen_ai.request.top_p': 0.9,
        'gen_ai.request.max_tokens': 50,
        'gen_ai.request.seed': 7,
        'llm_otel.prompt.length': 27,
      },
      said: { input, output: text },
      lacks: NO_TOKENS,
    },
    {
      name: 'stream',
      twin: 'run',
      make: (client, { model }) =>
        client.stream(reference(model), { input: { prompt, ...settings, isStreamed: true } }),
      path: '/stream',
      fixture: 'run.sse',
    },
    {
      name: 'a prediction',
      make: (client, { model, signal }) =>
        client.predictions.create({ model, input: { prompt }, wait: true, signal }),
      path: '/models/{model}/predictions',
      fixture: 'language.json',
      span: {
        ...answer('p8z1kd2xw9rm40cp2k9t7m6d1c', LANGUAGE),
        'gen_ai.usage.input_tokens': 18,
        'gen_ai.usage.output_tokens': 9,
      },
      said: { input, output: text },
    },
    {
      name: 'a prediction of a deployment',
      make(client, { model, signal }) {
        const [owner, name] = model.split('/');
        const options = { input: { prompt, image: 'https://example.com/quokka.png' }, wait: true };
        return client.deployments.predictions.create(owner!, name!, { ...options, signal });
      },
      path: '/deployments/{model}/predictions',
      fixture: 'images.json',
      span: {
        ...answer('zq4w7yrt5drma0cp2k9vtk6x2g', 'black-forest-labs/flux-schnell'),
        'llm_otel.usage.images': 1,
      },
      said: {
        input: [
          {
            role: 'user',
            parts: [
              { type: 'text', content: prompt },
              { type: 'uri', modality: 'image', uri: 'https://example.com/quokka.png' },
            ],
          },
        ],
        output: [
          {
            role: 'assistant',
            parts: [
              {
                type: 'uri',
                modality: 'image',
                uri: 'https://replicate.delivery/xezq/quokka.webp',
              },
            ],
            finish_reason: 'stop',
          },
        ],
      },
      lacks: NO_TOKENS,
    },
  ],
});
