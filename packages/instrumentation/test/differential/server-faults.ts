// Every unstreamed method x every way in which a server fails it, and chat x every way to consume
// a promise that fails.

import type { Behaviour } from '@llm-otel/testkit';
import { rejection, type Method, type Outcome, type Program, type Stage } from './program.ts';

/** What goes wrong, how the call ends unless in `error`, and how one of the Responses API does. */
const faults: Readonly<Record<string, readonly [Behaviour, Outcome?, Outcome?]>> = {
  'status 400': [{ status: 400 }],
  'status 401': [{ status: 401 }],
  'status 403': [{ status: 403 }],
  'status 404': [{ status: 404 }],
  'status 409': [{ status: 409 }],
  'status 422': [{ status: 422 }],
  'status 429': [{ status: 429, errorCode: 'insufficient_quota' }],
  'status 500': [{ status: 500 }],
  'status 529': [{ status: 529 }],
  'a reset connection': [{ fault: 'reset' }],
  'a body that is cut off': [{ fault: 'cut' }],
  'half of the JSON': [{ fault: 'truncated-json' }],
  // The SDK returns the page as text; the parsers of the Responses API then throw.
  'an HTML page': [{ fault: 'html' }, 'completed', 'error'],
  'a body without output': [{ fault: 'no-choices' }, 'completed', 'error'],
  'usage null': [{ fault: 'null-usage' }, 'completed'],
  'a content filter': [{ finishReason: 'content_filter' }, 'completed'],
  'a refusal': [{ refusal: true }, 'completed'],
  'a body cut off by the token limit': [
    { finishReason: 'length', answer: '{"text":' },
    'completed',
  ],
};

/** Failing calls of chat, by how their promise is consumed. */
const consumptions: Readonly<
  Record<string, (stage: Stage, send: () => ReturnType<Method['send']>) => Promise<void>>
> = {
  'withResponse()': async (stage, send) => stage.log(await rejection(send().withResponse())),
  'asResponse()': async (stage, send) => stage.log(await rejection(send().asResponse())),
  '_thenUnwrap()': async (stage, send) =>
    stage.log(await rejection(send()._thenUnwrap((result) => result))),
  'catch()': async (stage, send) => stage.log(await send().catch((error: unknown) => error)),
  'then() with two callbacks': async (stage, send) =>
    stage.log(
      await send().then(
        (result) => result,
        (error: unknown) => error,
      ),
    ),
  'finally() and then catch()': async (stage, send) =>
    stage.log(
      await send()
        .finally(() => stage.log('finally'))
        .catch((error: unknown) => error),
    ),
  'await twice': async (stage, send) => {
    const promise = send();
    const first = await rejection(promise);
    stage.log(first === (await rejection(promise)), first);
  },
  'await, withResponse() and asResponse()': async (stage, send) => {
    const promise = send();
    const errors = await Promise.all([
      rejection(promise),
      rejection(promise.withResponse()),
      rejection(promise.asResponse()),
    ]);
    stage.log(new Set(errors).size, errors[0]);
  },
  'Promise.all()': async (stage, send) =>
    stage.log(await rejection(Promise.all([send(), Promise.resolve(1)]))),
  'Promise.allSettled()': async (stage, send) => stage.log(await Promise.allSettled([send()])),
  'Promise.race()': async (stage, send) =>
    stage.log(await rejection(Promise.race([send(), new Promise(() => undefined)]))),
  nothing: async (stage, send) => {
    send();
    await endOfRequest(stage);
  },
  'then() without a rejection handler': async (stage, send) => {
    void send().then(() => stage.log('not called'));
    await endOfRequest(stage);
  },
  'await after nobody listened': async (stage, send) => {
    const promise = send();
    await endOfRequest(stage);
    stage.log(await rejection(promise));
  },
  'asResponse() that nobody awaits': async (stage, send) => {
    void send().asResponse();
    await endOfRequest(stage);
  },
  'async functions': async (stage, send) => {
    const inner = async (): Promise<unknown> => send();
    const outer = async (): Promise<unknown> => await inner();
    stage.log(await rejection(outer()));
  },
};

/** The failure has reached the client, and whoever waits there. */
async function endOfRequest(stage: Stage): Promise<void> {
  const request = await stage.mock.waitForRequest();
  stage.log(await request.ended);
  for (let turns = 0; turns < 5; turns += 1) await stage.turn();
}

const behind: Readonly<Record<string, Behaviour>> = {
  'status 400': { status: 400 },
  'a reset connection': { fault: 'reset' },
};

const retriedOf = (methods: readonly Method[]): Program[] =>
  methods.flatMap(({ name, send }) => [
    {
      name: `${name} succeeds after two retries`,
      records: ['completed'] as const,
      run: async (stage: Stage): Promise<void> =>
        stage.log(await send(stage, { behaviour: { status: 500, failTimes: 2 }, maxRetries: 2 })),
    },
    {
      name: `${name} gives up after two retries`,
      records: ['error'] as const,
      run: async (stage: Stage): Promise<void> =>
        stage.log(await rejection(send(stage, { behaviour: { status: 429 }, maxRetries: 2 }))),
    },
  ]);

/** Every fault of each of `methods`; for the first, however its promise is consumed. */
export const serverFaultsOf = (methods: readonly [Method, ...Method[]]): Program[] => [
  ...methods.flatMap(({ name, send }) =>
    Object.entries(faults).map(
      ([fault, [behaviour, outcome = 'error', ofResponses = outcome]]) => ({
        name: `${name} meets ${fault}`,
        records: [name.startsWith('responses') ? ofResponses : outcome],
        run: async (stage: Stage): Promise<void> =>
          stage.log(await rejection(send(stage, { behaviour }))),
      }),
    ),
  ),
  ...Object.entries(behind).flatMap(([fault, behaviour]) =>
    Object.entries(consumptions).map(([consumption, consume]) => ({
      name: `${methods[0].name} meets ${fault} behind ${consumption}`,
      records: ['error'] as const,
      run: (stage: Stage) => consume(stage, () => methods[0].send(stage, { behaviour })),
    })),
  ),
  ...retriedOf(methods),
];
