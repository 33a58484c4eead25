// How everything looks that an application can hold in its hands: printed, spread, cloned, compared.

import { inspect } from 'node:util';
import { chat, chatStream, streamedResponse } from './methods.ts';
import type { Outcome, Program, Stage } from './program.ts';

const methodsOf = (stage: Stage): Readonly<Record<string, object>> => ({
  'chat.completions': stage.client.chat.completions,
  responses: stage.client.responses,
  embeddings: stage.client.embeddings,
});

/** The own properties of `value`, enumerable or not. */
function propertiesOf(value: object): unknown[] {
  return Reflect.ownKeys(value).map((key) => {
    const { value: held, ...flags } = Object.getOwnPropertyDescriptor(value, key)!;
    return [String(key), typeof held, flags];
  });
}

/** The iterator of the SDK itself: those of chat are wrapped in another one by newer majors. */
async function iteratorOf(stage: Stage): Promise<Required<AsyncIterator<unknown>>> {
  const stream = await streamedResponse.send(stage);
  return stream[Symbol.asyncIterator]() as Required<AsyncIterator<unknown>>;
}

const programs: Readonly<
  Record<string, readonly [(stage: Stage) => Promise<void> | void, ...Outcome[]]>
> = {
  'a method: name, length, class': [
    (stage) => {
      for (const [name, resource] of Object.entries(methodsOf(stage))) {
        const { create } = resource as { create: (...args: unknown[]) => unknown };
        stage.log(name, create.name, create.length, create.constructor.name, 'prototype' in create);
        stage.log(
          typeof create,
          inspect(create),
          Object.keys(create),
          `${Object.prototype.toString.call(create)}`,
        );
      }
    },
  ],
  'a method: its place on the prototype': [
    (stage) => {
      for (const resource of Object.values(methodsOf(stage))) {
        const prototype = Object.getPrototypeOf(resource) as object;
        stage.log(propertiesOf(prototype), Object.keys(resource));
        for (const key in resource) stage.log(key);
      }
    },
  ],
  'a method: its source text': [(stage) => stage.log(String(stage.client.chat.completions.create))],
  'the client': [(stage) => stage.log(inspect(stage.client, { depth: 3 }))],
  'the namespace of the module': [(stage) => stage.log(Object.keys(stage.openai))],
  'a promise that is printed': [
    async (stage) => {
      const promise = chat.send(stage);
      stage.log(inspect(promise), inspect(promise, { depth: 0 }));
      await promise;
      stage.log(inspect(promise));
    },
    'completed',
  ],
  'a promise: keys and class': [
    async (stage) => {
      const promise = chat.send(stage);
      stage.log(Object.keys(promise), promise.constructor.name, JSON.stringify(promise));
      stage.log(promise instanceof Promise, Object.prototype.toString.call(promise));
      stage.log(Object.keys({ ...promise }));
      await promise;
      stage.log(Object.keys(promise));
    },
    'completed',
  ],
  'a promise: all of its own properties': [
    async (stage) => {
      const promise = chat.send(stage);
      stage.log(propertiesOf(promise));
      await promise;
    },
    'completed',
  ],
  'a result that is printed': [
    async (stage) => stage.log(inspect(await chat.send(stage), { depth: 9 })),
    'completed',
  ],
  'a result: keys, clone, spread, JSON': [
    async (stage) => {
      const result = await chat.send(stage);
      stage.log(propertiesOf(result), structuredClone(result), { ...result });
      stage.log(JSON.stringify(result, null, 2), Object.isFrozen(result));
    },
    'completed',
  ],
  'a stream that is printed': [
    async (stage) => {
      const stream = await chatStream.send(stage);
      stage.log(inspect(stream));
      stream.controller.abort();
      for await (const chunk of stream) stage.log(chunk);
    },
    'aborted',
  ],
  'a stream: keys and class': [
    async (stage) => {
      const stream = await chatStream.send(stage);
      stage.log(Object.keys(stream), stream.constructor.name, JSON.stringify(stream));
      stage.log(propertiesOf(stream));
      for await (const _chunk of stream) continue;
    },
    'completed',
  ],
  'an iterator that is printed': [
    async (stage) => {
      const stream = await chatStream.send(stage);
      const iterator = stream[Symbol.asyncIterator]();
      stage.log(inspect(iterator), Object.keys(iterator), String(iterator));
      await iterator.next();
      await iterator.return?.();
    },
    'aborted',
  ],
  'an iterator of a streamed response': [
    async (stage) => {
      const iterator = await iteratorOf(stage);
      stage.log(inspect(iterator), Object.keys(iterator), { ...iterator });
      for (const { name, length } of [iterator.next, iterator.return, iterator.throw]) {
        stage.log(name, length);
      }
      await iterator.next();
      await iterator.return();
    },
    'aborted',
  ],
  'an iterator: all of its own properties': [
    async (stage) => {
      const iterator = await iteratorOf(stage);
      stage.log(propertiesOf(iterator));
      await iterator.next();
      await iterator.return();
    },
    'aborted',
  ],
};

export const appearance: readonly Program[] = Object.entries(programs).map(
  ([what, [run, ...records]]) => ({ name: `an application looks at ${what}`, records, run }),
);
