// Applications that do not use the client as it comes: sub-classes, proxies, their own fetch,
// detached and replaced methods, options of a call.

import type OpenAI from 'openai';
import { chat } from './methods.ts';
import { rejection, type Outcome, type Program, type Stage } from './program.ts';

type Completions = OpenAI.Chat.Completions;
type Create = Completions['create'];

const messages = [{ role: 'user' as const, content: 'What is a span?' }];
const options = (stage: Stage): ConstructorParameters<typeof OpenAI>[0] => ({
  baseURL: stage.mock.url,
  apiKey: 'unused',
  maxRetries: 0,
});
const classOf = (stage: Stage): { prototype: Completions } =>
  stage.client.chat.completions.constructor as unknown as { prototype: Completions };

const programs: Readonly<
  Record<string, readonly [(stage: Stage) => Promise<void> | void, ...Outcome[]]>
> = {
  'a sub-class of the client': [
    async (stage) => {
      class Client extends stage.openai.OpenAI {
        readonly seen: string[] = [];
        protected override async prepareRequest(
          _request: unknown,
          { url }: { url: string },
        ): Promise<void> {
          this.seen.push(new URL(url).pathname);
        }
      }
      const client = new Client(options(stage));
      stage.log(await chat.send(stage, { client }), client.seen, client instanceof Client);
    },
    'completed',
  ],
  'a sub-class of the resource': [
    async (stage) => {
      const Base = classOf(stage) as unknown as typeof OpenAI.Chat.Completions;
      class Resource extends Base {
        override create = ((...args: Parameters<Create>) => {
          stage.log('before');
          return Base.prototype.create.apply(this, args);
        }) as Create;
      }
      const resource = new Resource(stage.client);
      stage.log(await resource.create({ model: stage.model, messages }));
    },
    'completed',
  ],
  'a Proxy around the client': [
    async (stage) => {
      const read: string[] = [];
      const client = new Proxy(stage.client, {
        get(target, key, receiver) {
          read.push(String(key));
          return Reflect.get(target, key, receiver) as unknown;
        },
      });
      stage.log(await chat.send(stage, { client }), read);
    },
    'completed',
  ],
  'a Proxy around the resource': [
    async (stage) => {
      const read: string[] = [];
      const resource = new Proxy(stage.client.chat.completions, {
        get(target, key, receiver) {
          read.push(String(key));
          return Reflect.get(target, key, receiver) as unknown;
        },
      });
      stage.log(await resource.create({ model: stage.model, messages }), [...new Set(read)]);
    },
    'completed',
  ],
  'withOptions()': [
    async (stage) => {
      const client = stage.client.withOptions({ maxRetries: 1, defaultHeaders: { 'x-app': 'a' } });
      stage.log(await chat.send(stage, { client }));
    },
    'completed',
  ],
  'a fetch of its own': [
    async (stage) => {
      const client = new stage.openai.OpenAI({
        ...options(stage),
        fetch: async (url, init) => {
          stage.log(String(url).replace(stage.mock.url, ''), init?.method, String(init?.body));
          return Response.json({ id: 'own', choices: [] }, { headers: { 'x-request-id': 'mine' } });
        },
      });
      const { data, request_id } = await client.chat.completions
        .create({ model: stage.model, messages })
        .withResponse();
      stage.log(data, request_id);
    },
    'completed',
  ],
  'a fetch that rejects': [
    async (stage) => {
      const client = new stage.openai.OpenAI({
        ...options(stage),
        fetch: () => Promise.reject(new RangeError('of the application')),
      });
      stage.log(await rejection(chat.send(stage, { client })));
    },
    'error',
  ],
  'a fetch that throws': [
    async (stage) => {
      const client = new stage.openai.OpenAI({
        ...options(stage),
        fetch: () => {
          throw new RangeError('of the application');
        },
      });
      stage.log(await rejection(chat.send(stage, { client })));
    },
    'error',
  ],
  'a timeout': [
    async (stage) => {
      const client = new stage.openai.OpenAI({
        ...options(stage),
        timeout: 1,
        fetch: (_url, init) =>
          new Promise((_resolve, reject) => {
            init?.signal?.addEventListener('abort', () => reject(init.signal?.reason as Error));
          }),
      });
      stage.log(await rejection(chat.send(stage, { client })));
    },
    'error',
  ],
  'options of the call': [
    async (stage) => {
      const { client, model } = stage;
      const completion = await client.chat.completions.create(
        { model, messages },
        { headers: { 'x-app': 'b' }, query: { a: '1' }, timeout: 60_000, idempotencyKey: 'key' },
      );
      stage.log(completion);
    },
    'completed',
  ],
  'a method that is called detached': [
    async (stage) => {
      const { create } = stage.client.chat.completions;
      const call = (): unknown => create.call(undefined as never, { model: stage.model, messages });
      stage.log(await rejection((async () => call())()));
    },
  ],
  'a method that is called on another object': [
    async (stage) => {
      const { create } = stage.client.chat.completions;
      const call = (): unknown => create.call({} as never, { model: stage.model, messages });
      stage.log(await rejection((async () => call())()));
    },
    'error',
  ],
  'a method that is bound': [
    async (stage) => {
      const resource = stage.client.chat.completions;
      const create = resource.create.bind(resource);
      stage.log(create.name, create.length, await create({ model: stage.model, messages }));
    },
    'completed',
  ],
  'a method that is called with new': [
    (stage) => {
      const create = stage.client.chat.completions.create as unknown as new () => object;
      try {
        stage.log(new create());
      } catch (error) {
        stage.log((error as Error).constructor.name);
      }
    },
  ],
  'a method that it replaces on the prototype': [
    async (stage) => {
      const { prototype } = classOf(stage);
      const original = Object.getOwnPropertyDescriptor(prototype, 'create')!;
      prototype.create = function (this: Completions, ...args: Parameters<Create>) {
        stage.log('wrapped');
        return (original.value as Create).apply(this, args);
      } as Create;
      stage.log(await chat.send(stage));
      Object.defineProperty(prototype, 'create', original);
      stage.log(await chat.send(stage));
    },
    'completed',
    'completed',
  ],
  'a method that it replaces by a fake': [
    async (stage) => {
      stage.client.chat.completions.create = (() => Promise.resolve('fake')) as unknown as Create;
      stage.log(await chat.send(stage));
    },
  ],
  'a frozen resource': [
    async (stage) => {
      Object.freeze(stage.client.chat.completions);
      stage.log(await chat.send(stage));
    },
    'completed',
  ],
  'calls at the same time': [
    async (stage) => {
      const results = await Promise.all([chat.send(stage), chat.send(stage), chat.send(stage)]);
      stage.log(results.length, results[0] === results[1]);
    },
    'completed',
    'completed',
    'completed',
  ],
  'client.post() past the resources': [
    async (stage) => {
      const body = { model: stage.model, messages };
      stage.log(await stage.client.post('/chat/completions', { body }));
    },
  ],
};

export const clients: readonly Program[] = Object.entries(programs).map(
  ([what, [run, ...records]]) => ({ name: `an application has ${what}`, records, run }),
);
