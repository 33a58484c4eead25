// In which order an application sees things happen.

import { chat, chatStream, streamedMethods } from './methods.ts';
import { rejection, type Outcome, type Program, type Stage } from './program.ts';

/** A client whose server answers at once, without a network. */
function instantClient(stage: Stage): Stage['client'] {
  return new stage.openai.OpenAI({
    apiKey: 'unused',
    maxRetries: 0,
    fetch: async (_url, init) => {
      stage.log('fetch');
      const { stream } = JSON.parse(String(init?.body)) as { stream?: boolean };
      if (stream !== true) return Response.json({ id: 'instant', choices: [] });
      const choices = [{ index: 0, delta: {}, finish_reason: 'stop' }];
      const events = [1, 2, 3].map((id) => `data: ${JSON.stringify({ id, choices })}\n\n`);
      return new Response(`${events.join('')}data: [DONE]\n\n`, {
        headers: { 'content-type': 'text/event-stream' },
      });
    },
  });
}

const programs: Readonly<
  Record<string, readonly [(stage: Stage) => Promise<void> | void, ...Outcome[]]>
> = {
  'around a call': [
    async (stage) => {
      const client = instantClient(stage);
      stage.log('before');
      const promise = chat.send(stage, { client });
      stage.log('after');
      process.nextTick(() => stage.log('next tick'));
      queueMicrotask(() => stage.log('microtask'));
      setImmediate(() => stage.log('immediate'));
      await promise;
      stage.log('awaited');
      await stage.turn();
    },
    'completed',
  ],
  'of callbacks of one promise': [
    async (stage) => {
      const promise = chat.send(stage, { client: instantClient(stage) });
      void promise.then(() => stage.log('1st then'));
      void promise.finally(() => stage.log('2nd finally'));
      void promise.catch(() => stage.log('not called'));
      void promise.then(() => stage.log('4th then'));
      await promise;
      stage.log('5th await');
      await stage.turn();
    },
    'completed',
  ],
  'of two calls': [
    async (stage) => {
      const client = instantClient(stage);
      const first = chat.send(stage, { client }).then(() => stage.log('1st'));
      const second = chat.send(stage, { client }).then(() => stage.log('2nd'));
      stage.log('both sent');
      await Promise.all([first, second]);
    },
    'completed',
    'completed',
  ],
  'of withResponse(), asResponse() and await': [
    async (stage) => {
      const promise = chat.send(stage, { client: instantClient(stage) });
      await Promise.all([
        promise.asResponse().then(() => stage.log('response')),
        promise.then(() => stage.log('result')),
      ]);
      await promise.withResponse();
      stage.log('both');
    },
    'completed',
  ],
  'of failures': [
    async (stage) => {
      const client = new stage.openai.OpenAI({
        apiKey: 'unused',
        maxRetries: 0,
        fetch: () => Promise.reject(new RangeError('of the application')),
      });
      const results = await Promise.allSettled([
        chat.send(stage, { client }).finally(() => stage.log('1st')),
        chat.send(stage, { client }).catch(() => stage.log('2nd')),
      ]);
      stage.log(results.map(({ status }) => status));
    },
    'error',
    'error',
  ],
  'of steps that were asked for at once': [
    async (stage) => {
      const stream = await chatStream.send(stage, { client: instantClient(stage) });
      const iterator = stream[Symbol.asyncIterator]();
      const steps = [1, 2, 3, 4].map((step) =>
        iterator.next().then(({ done }) => stage.log(`step ${step}, done: ${done}`)),
      );
      stage.log('asked');
      await Promise.all(steps);
    },
    'completed',
  ],
  'of two streams that are read in turn': [
    async (stage) => {
      const client = instantClient(stage);
      const iterators = await Promise.all(
        [1, 2].map(async () => (await chatStream.send(stage, { client }))[Symbol.asyncIterator]()),
      );
      for (let step = 0; step < 4; step += 1) {
        for (const iterator of iterators) stage.log(await iterator.next());
      }
    },
    'completed',
    'completed',
  ],
  'of an abort': [
    async (stage) => {
      const controller = new AbortController();
      controller.signal.addEventListener('abort', () => stage.log('signal'));
      const promise = chat.send(stage, {
        signal: controller.signal,
        behaviour: { gate: 'answer' },
      });
      const failure = rejection(promise).then((error) => stage.log('rejection', error));
      await stage.mock.gate('answer').reached();
      controller.abort();
      stage.log('aborted');
      await failure;
    },
    'aborted',
  ],
  'of an abort between chunks': [
    async (stage) => {
      stage.mock.gate('events').release(1);
      const stream = await chatStream.send(stage, { behaviour: { gate: 'events' } });
      stream.controller.signal.addEventListener('abort', () => stage.log('signal'));
      for await (const _chunk of stream) {
        stage.log('chunk');
        stream.controller.abort();
        stage.log('aborted');
      }
      stage.log('loop left');
    },
    'aborted',
  ],
  'of a loop that breaks': [
    async (stage) => {
      const stream = await chatStream.send(stage, { client: instantClient(stage) });
      stream.controller.signal.addEventListener('abort', () => stage.log('signal'));
      try {
        for await (const _chunk of stream) {
          stage.log('chunk');
          break;
        }
      } finally {
        stage.log('finally');
      }
    },
    'aborted',
  ],
};

export const order: readonly Program[] = [
  ...Object.entries(programs).map(([what, [run, ...records]]) => ({
    name: `an application sees the order ${what}`,
    records,
    run,
  })),
  // A step is asked for when the reader asks for it, and no earlier.
  ...streamedMethods.map(({ name, send }) => ({
    name: `${name} reads nothing ahead of its reader`,
    // What begins and goes no further is no answer.
    records: ['error'] as const,
    run: async (stage: Stage): Promise<void> => {
      let pulls = 0;
      const event = { type: 'response.created', id: 'a', choices: [], response: { id: 'a' } };
      const body = new ReadableStream(
        {
          pull(controller) {
            pulls += 1;
            if (pulls > 3) return controller.close();
            controller.enqueue(new TextEncoder().encode(`data: ${JSON.stringify(event)}\n\n`));
          },
        },
        { highWaterMark: 0 },
      );
      const client = new stage.openai.OpenAI({
        apiKey: 'unused',
        fetch: async () => new Response(body, { headers: { 'content-type': 'text/event-stream' } }),
      });
      const stream = await send(stage, { client });
      stage.log(pulls);
      for await (const _chunk of stream) {
        await stage.turn();
        stage.log(pulls);
      }
    },
  })),
];
