// Programs that end their process, or that need one of their own: source text of an ES module, in
// which `client`, `model`, `ask()`, `stream()` and `failing` are defined.

import type { Outcome } from './program.ts';

/** A program in its own process. */
export interface OwnProcess {
  readonly source: string;
  readonly records: readonly Outcome[];
  readonly nodeArguments?: readonly string[];
}

/** What every source begins with. */
export const prelude = `
import OpenAI from 'openai';
const client = new OpenAI({ maxRetries: 0 });
const messages = [{ role: 'user', content: 'What is a span?' }];
const model = 'gpt-4o';
const ask = (options) => client.chat.completions.create({ model, messages }, options);
const stream = (options) => client.chat.completions.create({ model, messages, stream: true }, options);
const failing = { headers: { 'x-mock-status': '400' } };
const waiting = { headers: { 'x-mock-gate': 'closed' } };
`;

export const ownProcesses: Readonly<Record<string, OwnProcess>> = {
  'ends by itself': {
    source: `console.log(await ask());`,
    records: ['completed'],
  },
  'prints all that it has': {
    source: `const promise = ask(); const result = await promise; console.log(result, Object.keys(globalThis), process.argv.length);`,
    records: ['completed'],
  },
  'sets process.exitCode': {
    source: `await ask(); process.exitCode = 5;`,
    records: ['completed'],
  },
  'calls process.exit() after a call': {
    source: `console.log((await ask()).choices.length); process.exit(3);`,
    records: ['completed'],
  },
  'calls process.exit() while a call runs': {
    source: `ask(waiting).then(() => console.log('not called')); setImmediate(() => process.exit(4));`,
    records: ['abandoned'],
  },
  'calls process.exit() between two chunks': {
    source: `for await (const chunk of await stream()) { console.log(chunk.choices.length); process.exit(6); }`,
    records: ['abandoned'],
  },
  'calls process.exit() inside of then()': {
    source: `ask().then(() => process.exit(8));`,
    records: ['completed'],
  },
  'never reads its stream': {
    source: `await stream(); console.log('done'); process.exit();`,
    records: ['abandoned'],
  },
  'never awaits its call': {
    source: `ask(); console.log('done');`,
    records: ['abandoned'],
  },
  'throws in the loop over a stream': {
    source: `for await (const chunk of await stream()) throw new RangeError('of the application');`,
    records: ['aborted'],
  },
  'throws in a timer while a stream is read': {
    source: `const chunks = await stream(waiting); setImmediate(() => { throw new RangeError('of the application'); }); for await (const chunk of chunks) console.log(chunk);`,
    records: ['abandoned'],
  },
  'does not handle the rejection of a call': {
    source: `await ask(failing);`,
    records: ['error'],
  },
  'does not handle the rejection of a call that nobody awaits': {
    source: `ask(failing); setTimeout(() => console.log('not called'), 20_000);`,
    records: ['error'],
  },
  'does not handle the rejection of a stream': {
    source: `for await (const chunk of await stream({ headers: { 'x-mock-fault': 'error-event' } })) console.log(chunk);`,
    records: ['error'],
  },
  'counts unhandled rejections': {
    source: `process.on('unhandledRejection', (error, promise) => { console.log(error.message, promise.constructor.name); });
      ask(failing); await ask(failing).catch(() => {}); await ask();`,
    records: ['error', 'error', 'completed'],
  },
  'prints an error that it has caught': {
    source: `try { await ask(failing); } catch (error) { const { headers, ...rest } = error; console.error(rest, error.message, error.constructor.name); }`,
    records: ['error'],
  },
  'listens to beforeExit and exit': {
    source: `for (const event of ['beforeExit', 'exit']) process.on(event, (code) => console.log(event, code)); await ask();`,
    records: ['completed'],
  },
  'throws in an exit listener': {
    source: `process.on('exit', () => { throw new RangeError('of the application'); }); await ask();`,
    records: ['completed'],
  },
  'counts its listeners': {
    source: `await ask(); for (const event of ['uncaughtException', 'unhandledRejection', 'warning', 'message']) console.log(event, process.listenerCount(event));`,
    records: ['completed'],
  },
  'ends by a signal of its own': {
    source: `await ask(); process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);`,
    records: ['completed'],
  },
  'waits for ever at its top level': {
    source: `await ask(); await new Promise(() => {});`,
    records: ['completed'],
  },
  'runs under --throw-deprecation': {
    source: `console.log((await ask()).id);`,
    records: ['completed'],
    nodeArguments: ['--throw-deprecation', '--pending-deprecation'],
  },
  'runs under --frozen-intrinsics': {
    source: `console.log((await ask()).id);`,
    records: ['completed'],
    nodeArguments: ['--frozen-intrinsics'],
  },
  'runs under --disable-proto=throw': {
    source: `console.log((await ask()).id);`,
    records: ['completed'],
    nodeArguments: ['--disable-proto=throw'],
  },
  'runs under --disallow-code-generation-from-strings': {
    source: `console.log((await ask()).id);`,
    records: ['completed'],
    nodeArguments: ['--disallow-code-generation-from-strings'],
  },
  'calls in a worker thread': {
    source: `const { Worker, isMainThread } = await import('node:worker_threads');
      if (isMainThread) {
        const worker = new Worker(new URL(import.meta.url));
        worker.on('exit', (code) => console.log('exit', code));
        console.log((await ask()).id.length);
      } else { await ask(); process.exit(9); }`,
    records: ['completed', 'completed'],
  },
  'has a worker thread that throws': {
    source: `const { Worker, isMainThread } = await import('node:worker_threads');
      if (isMainThread) {
        const worker = new Worker(new URL(import.meta.url));
        worker.on('error', (error) => console.log('error', error.message));
        worker.on('exit', (code) => console.log('exit', code));
      } else { await ask(); throw new RangeError('of the worker'); }`,
    records: ['completed'],
  },
  'calls in a child process': {
    source: `const { fork } = await import('node:child_process');
      if (process.send === undefined) {
        fork(process.argv[1]).on('exit', (code) => console.log('exit', code));
      } else { await ask(); process.exit(2); }`,
    records: ['completed'],
  },
  'tests itself with node:test': {
    source: `const { default: test, mock } = await import('node:test');
      test('asks', async () => { if (!(await ask()).id) throw new Error('no id'); });
      test('mocks', async () => {
        const fake = mock.method(client.chat.completions, 'create', async () => 'fake');
        if ((await ask()) !== 'fake' || fake.mock.callCount() !== 1) throw new Error('not mocked');
        fake.mock.restore();
        if ((await ask()) === 'fake') throw new Error('not restored');
      });`,
    records: ['completed', 'completed'],
  },
  'has both builds of one major': {
    source: `const { createRequire } = await import('node:module');
      const required = createRequire(import.meta.url)('openai');
      console.log(required.OpenAI === OpenAI);
      for (const Client of [required.OpenAI, OpenAI]) {
        const { choices } = await new Client().chat.completions.create({ model, messages });
        console.log(choices.length);
      }`,
    records: ['completed', 'completed'],
  },
  'has two majors': {
    source: `const { createRequire } = await import('node:module');
      const previous = createRequire(process.env.PREVIOUS)('openai');
      for (const module of [previous, { OpenAI, ...OpenAI }]) {
        const other = new module.OpenAI({ maxRetries: 0 });
        console.log((await other.chat.completions.create({ model, messages })).choices.length);
        const error = await other.embeddings.create({ model, input: 'x' }, failing).catch((error) => error);
        console.log(error instanceof module.OpenAI.APIError, error instanceof client.constructor.APIError, error.message);
        for await (const chunk of await other.responses.create({ model, input: 'x', stream: true })) console.log(chunk.type);
      }`,
    records: ['completed', 'error', 'completed', 'completed', 'error', 'completed'],
  },
  'logs what the SDK does': {
    source: `const noisy = new OpenAI({ maxRetries: 1, logLevel: 'info', logger: { error: log, warn: log, info: log, debug: log } });
      function log(text) { console.log(text.replace(/log_\\w+|\\d+ms|:\\d+/g, '#')); }
      await noisy.chat.completions.create({ model, messages }, { headers: { 'x-mock-status': '500', 'x-mock-fail-times': '1' } });`,
    records: ['completed'],
  },
};
