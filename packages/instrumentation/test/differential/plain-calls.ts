// Every unstreamed method x every way to consume its promise.

import { rejection, type Method, type Outcome, type Program, type Stage } from './program.ts';

type Consume = (stage: Stage, method: Method) => Promise<void> | void;

const ways: Readonly<Record<string, Consume | readonly [Consume, ...Outcome[]]>> = {
  'is awaited': async (stage, { send }) => {
    stage.log(await send(stage));
  },
  'is read with then()': async (stage, { send }) => {
    const derived = send(stage).then((result) => {
      stage.log(result);
      return 'from then';
    });
    stage.log(derived.constructor.name, await derived);
  },
  'passes catch()': async (stage, { send }) => {
    stage.log(await send(stage).catch(() => 'not called'));
  },
  'passes finally()': async (stage, { send }) => {
    stage.log(await send(stage).finally(() => stage.log('finally')));
  },
  'is never awaited': [
    async (stage, { send }) => {
      send(stage);
      const request = await stage.mock.waitForRequest();
      stage.log(await request.ended);
    },
    'abandoned',
  ],
  'is awaited twice': async (stage, { send }) => {
    const promise = send(stage);
    const first = await promise;
    stage.log(first === (await promise), first);
  },
  'is awaited twice at once': async (stage, { send }) => {
    const promise = send(stage);
    const [first, second] = await Promise.all([promise, promise]);
    stage.log(first === second, first);
  },
  'is read with withResponse()': async (stage, { send }) => {
    const promise = send(stage);
    const { data, response, request_id } = await promise.withResponse();
    stage.log(data, response.status, response.bodyUsed, request_id, (await promise) === data);
  },
  'is read with asResponse() and json()': async (stage, { send }) => {
    const response = await send(stage).asResponse();
    stage.log(response.constructor === Response, response.status, response.bodyUsed);
    stage.log(await response.json(), response.bodyUsed);
  },
  'is read with asResponse() and text()': async (stage, { send }) => {
    stage.log(await (await send(stage).asResponse()).text());
  },
  'is awaited after asResponse()': async (stage, { send }) => {
    const promise = send(stage);
    const response = await promise.asResponse();
    stage.log(response.bodyUsed, await promise, response.bodyUsed);
  },
  'is awaited although the body has been read': async (stage, { send }) => {
    const promise = send(stage);
    await (await promise.asResponse()).text();
    stage.log(await rejection(promise));
  },
  'is cloned from asResponse()': async (stage, { send }) => {
    const promise = send(stage);
    const response = await promise.asResponse();
    stage.log(await response.clone().text(), await promise);
  },
  'is derived with _thenUnwrap()': async (stage, { send }) => {
    const derived = send(stage)._thenUnwrap((result) => ({ keys: Object.keys(result) }));
    stage.log(derived.constructor.name, await derived);
    stage.log((await derived.withResponse()).data);
  },
  'is derived twice with _thenUnwrap()': async (stage, { send }) => {
    const derived = send(stage)
      ._thenUnwrap((result) => ({ result }))
      ._thenUnwrap((outer) => ({ outer }));
    stage.log(await derived);
  },
  'throws inside of _thenUnwrap()': [
    async (stage, { send }) => {
      const derived = send(stage)._thenUnwrap(() => {
        throw new RangeError('of the application');
      });
      stage.log(await rejection(derived));
    },
    'completed',
  ],
  'throws inside of then()': async (stage, { send }) => {
    const derived = send(stage).then(() => {
      throw new RangeError('of the application');
    });
    stage.log(await rejection(derived));
  },
  'is given to Promise.all()': async (stage, { send }) => {
    stage.log(...(await Promise.all([send(stage), 'other'])));
  },
  'is given to Promise.race()': async (stage, { send }) => {
    stage.log(await Promise.race([send(stage), new Promise(() => undefined)]));
  },
  'is given to Promise.allSettled()': async (stage, { send }) => {
    stage.log(...(await Promise.allSettled([send(stage)])));
  },
  'is given to Promise.any()': async (stage, { send }) => {
    stage.log(await Promise.any([Promise.reject(new Error()), send(stage)]));
  },
  'is given to Promise.resolve()': async (stage, { send }) => {
    const promise = send(stage);
    stage.log(Promise.resolve(promise) === promise, await promise);
  },
  'is returned by async functions': async (stage, { send }) => {
    const inner = async (): Promise<object> => send(stage);
    const outer = async (): Promise<object> => await inner();
    stage.log(await outer());
  },
};

/** Every way to consume the promise of each of `methods`. */
export const plainCallsOf = (methods: readonly Method[]): Program[] =>
  methods.flatMap((method) =>
    Object.entries(ways).map(([way, value]) => {
      const [consume, ...records] = typeof value === 'function' ? [value] : value;
      return {
        name: `${method.name} ${way}`,
        records: records.length > 0 ? records : (['completed'] as const),
        run: (stage: Stage) => consume(stage, method),
      };
    }),
  );
