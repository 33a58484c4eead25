// The application's own AsyncLocalStorage: what it holds after a call, across chunks, in a fetch.

import { AsyncLocalStorage } from 'node:async_hooks';
import { chat, chatStream } from './methods.ts';
import { chatHelpers, type Outcome, type Program, type Stage } from './program.ts';
import { readAll } from './stream-reading.ts';

const programs: Readonly<
  Record<string, readonly [(stage: Stage) => Promise<void> | void, ...Outcome[]]>
> = {
  'across a call': [
    async (stage) => {
      const storage = new AsyncLocalStorage<string>();
      await storage.run('outer', async () => {
        await chat.send(stage);
        stage.log(storage.getStore());
        await chat.send(stage).then(() => stage.log(storage.getStore()));
      });
      stage.log(storage.getStore());
    },
    'completed',
    'completed',
  ],
  'across chunks': [
    async (stage) => {
      const storage = new AsyncLocalStorage<number>();
      const stream = await storage.run(0, () => chatStream.send(stage));
      const iterator = stream[Symbol.asyncIterator]();
      for (let step = 1; step < 4; step += 1) {
        await storage.run(step, async () => {
          await iterator.next();
          stage.log(storage.getStore());
        });
      }
      await storage.run(9, () => readAll(stage, { [Symbol.asyncIterator]: () => iterator }));
      stage.log(storage.getStore());
    },
    'completed',
  ],
  'in a body that is read chunk by chunk': [
    async (stage) => {
      const storage = new AsyncLocalStorage<number>();
      const chunk = `data: ${JSON.stringify({ id: 'a', choices: [] })}\n\n`;
      const body = new ReadableStream(
        {
          pull(controller) {
            stage.log(`pull in ${storage.getStore()}`);
            controller.enqueue(new TextEncoder().encode(chunk));
          },
        },
        { highWaterMark: 0 },
      );
      const client = new stage.openai.OpenAI({
        baseURL: stage.mock.url,
        apiKey: 'unused',
        fetch: async () => {
          stage.log(`fetch in ${storage.getStore()}`);
          return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
        },
      });
      const stream = await storage.run(0, () => chatStream.send(stage, { client }));
      const iterator = stream[Symbol.asyncIterator]();
      for (let step = 1; step < 4; step += 1) await storage.run(step, () => iterator.next());
      await iterator.return?.();
    },
    'aborted',
  ],
  'in the listeners of a stream helper': [
    async (stage) => {
      const storage = new AsyncLocalStorage<string>();
      const helper = storage.run('start', () =>
        chatHelpers(stage.client).stream({
          model: stage.model,
          messages: [{ role: 'user', content: 'What is a span?' }],
        }),
      );
      storage.run('listen', () => {
        helper.on('content', () => stage.log(storage.getStore()));
        helper.on('end', () => stage.log(storage.getStore()));
      });
      await storage.run('await', () => helper.done());
    },
    'completed',
  ],
  'entered with enterWith()': [
    async (stage) => {
      const storage = new AsyncLocalStorage<string>();
      storage.enterWith('entered');
      await chat.send(stage);
      stage.log(storage.getStore());
      storage.disable();
    },
    'completed',
  ],
};

export const contexts: readonly Program[] = Object.entries(programs).map(
  ([where, [run, ...records]]) => ({
    name: `an application has a context of its own ${where}`,
    records,
    run,
  }),
);
