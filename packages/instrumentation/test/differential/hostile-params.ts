// Requests that no sane application sends, and those that must not be touched.

import type OpenAI from 'openai';
import { rejection, type Outcome, type Program, type Stage } from './program.ts';

type Params = OpenAI.ChatCompletionCreateParamsNonStreaming;

const thrower = (): never => {
  throw new RangeError('of the application');
};

/** Makes params of `model`; tells the outcome of the call. */
const kinds: Readonly<
  Record<string, readonly [Outcome, (model: string, stage: Stage) => unknown]>
> = {
  frozen: [
    'completed',
    (model) =>
      Object.freeze({
        model,
        messages: Object.freeze([Object.freeze({ role: 'user', content: 'Hi' })]),
      }),
  ],
  'with a getter that throws on model': [
    'error',
    () => ({
      get model() {
        return thrower();
      },
      messages: [],
    }),
  ],
  'with a getter that throws on messages': [
    'error',
    (model) => ({
      model,
      get messages() {
        return thrower();
      },
    }),
  ],
  'with a getter that throws on stream': [
    'error',
    (model) => ({
      model,
      messages: [],
      get stream() {
        return thrower();
      },
    }),
  ],
  'with toJSON()': [
    'completed',
    (model) => ({
      model,
      toJSON: () => ({ model, messages: [{ role: 'user', content: 'from toJSON' }] }),
    }),
  ],
  'with a toJSON() that throws': ['error', (model) => ({ model, toJSON: thrower })],
  'with a cycle': [
    'error',
    (model) => {
      const params: Record<string, unknown> = { model, messages: [] };
      params['self'] = params;
      return params;
    },
  ],
  'with a bigint': ['error', (model) => ({ model, messages: [{ role: 'user', content: 1n }] })],
  'with symbols': [
    'completed',
    (model) => ({
      model,
      messages: [{ role: 'user', content: 'Hi', [Symbol('own')]: 1 }],
      [Symbol('own')]: 2,
    }),
  ],
  'with sparse messages': [
    'error',
    (model) => ({ model, messages: Object.assign([], { 1: { role: 'user', content: 'Hi' } }) }),
  ],
  'without a prototype': [
    'completed',
    (model) =>
      Object.assign(Object.create(null) as object, {
        model,
        messages: [{ role: 'user', content: 'Hi' }],
      }),
  ],
  'that inherit': [
    'error',
    (model) => Object.create({ model, messages: [{ role: 'user', content: 'Hi' }] }) as object,
  ],
  'in a Proxy that throws': ['error', (model) => new Proxy({ model }, { get: thrower })],
  'in a Proxy that counts nothing unusual': [
    'completed',
    (model, stage) =>
      new Proxy(
        { model, messages: [{ role: 'user', content: 'Hi' }] },
        {
          set: (_target, key) => {
            stage.log('set', String(key));
            return true;
          },
          defineProperty: (_target, key) => {
            stage.log('define', String(key));
            return true;
          },
        },
      ),
  ],
  'in a revoked Proxy': [
    'error',
    (model) => {
      const { proxy, revoke } = Proxy.revocable({ model }, {});
      revoke();
      return proxy;
    },
  ],
  'with __proto__ as a key': [
    'completed',
    (model) =>
      JSON.parse(
        JSON.stringify({ model, messages: [{ role: 'user', content: 'Hi' }] }).replace(
          '{',
          '{"__proto__":{"polluted":true},',
        ),
      ) as object,
  ],
  'with values of wrong types': [
    'completed',
    (model) => ({
      model,
      messages: [{ role: 'user', content: 'Hi' }],
      temperature: 'hot',
      stop: 7,
      modalities: 'audio',
      response_format: 'json',
      max_tokens: {},
    }),
  ],
  'with NaN': [
    'completed',
    (model) => ({ model, messages: [{ role: 'user', content: 'Hi' }], temperature: Number.NaN }),
  ],
  null: ['error', () => null],
  undefined: ['error', () => undefined],
  'a string': ['error', () => 'params'],
  'an empty object': ['error', () => ({})],
};

/** No model can be read from these. */
const nameless = new Set([
  'with a getter that throws on model',
  'with a getter that throws on stream',
  'in a Proxy that throws',
  'in a revoked Proxy',
  'null',
  'undefined',
  'a string',
  'an empty object',
]);

export const hostileParams: readonly Program[] = [
  ...Object.entries(kinds).map(([kind, [outcome, make]]) => ({
    name: `chat is sent params ${kind}`,
    records: [outcome],
    isNameless: nameless.has(kind),
    run: async (stage: Stage): Promise<void> => {
      const params = make(stage.model, stage) as Params;
      const send = async (): Promise<unknown> => stage.client.chat.completions.create(params);
      stage.log(await rejection(send()), Object.hasOwn(Object.prototype, 'polluted'));
    },
  })),
  {
    name: 'chat is sent params whose getters count their calls',
    records: ['completed'],
    run: async (stage: Stage): Promise<void> => {
      const calls: string[] = [];
      const values: Record<string, unknown> = {
        model: stage.model,
        messages: [{ role: 'user', content: 'Hi' }],
        temperature: 0.5,
      };
      const params = {};
      for (const [key, value] of Object.entries(values)) {
        const get = (): unknown => {
          calls.push(key);
          return value;
        };
        Object.defineProperty(params, key, { enumerable: true, get });
      }
      stage.log(await stage.client.chat.completions.create(params as Params), calls);
    },
  },
  {
    name: 'chat changes its params after the call',
    records: ['completed'],
    run: async (stage: Stage): Promise<void> => {
      const params: Params = { model: stage.model, messages: [{ role: 'user', content: 'Hi' }] };
      const promise = stage.client.chat.completions.create(params);
      params.messages.push({ role: 'user', content: 'too late?' });
      stage.log(await promise, params);
    },
  },
];
