// However a process goes, and however a call was consumed by then, the call has one record, with
// the outcome that it deserves: exit x consumption x major.

import { fileURLToPath } from 'node:url';
import { runScenario, startMockLlm, type MockLlm, type ScenarioResult } from '@llm-otel/testkit';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from './program.ts';

interface Consumption {
  readonly outcome: Outcome;
  readonly source: string;
  /** The server holds its answer back: nothing but the end of the process ends the call. */
  readonly isHeld?: true;
}

/** What an application does with a call; `options` and `model` are its own. */
const consumptions: Readonly<Record<string, Consumption>> = {
  awaited: { outcome: 'completed', source: `await ask();` },
  failed: {
    outcome: 'error',
    source: `await ask({ 'x-mock-status': '500' }).catch(() => {});`,
  },
  'read with withResponse()': { outcome: 'completed', source: `await ask().withResponse();` },
  'taken with asResponse()': { outcome: 'completed', source: `await ask().asResponse();` },
  parsed: {
    outcome: 'completed',
    source: `await helpers.parse({ model, messages });`,
  },
  'aborted by its signal': {
    outcome: 'aborted',
    source: `await client.chat.completions.create({ model, messages }, { signal: AbortSignal.abort() }).catch(() => {});`,
  },
  'never awaited': {
    outcome: 'abandoned',
    source: `ask(); await answered();`,
  },
  'still running': { outcome: 'abandoned', isHeld: true, source: `ask(held).catch(() => {});` },
  'streamed to the end': {
    outcome: 'completed',
    source: `for await (const chunk of await stream()) continue;`,
  },
  'streamed up to break': {
    outcome: 'aborted',
    source: `for await (const chunk of await stream()) break;`,
  },
  'streamed up to an error of the server': {
    outcome: 'error',
    source: `try { for await (const chunk of await stream({ 'x-mock-fault': 'error-event' })) continue; } catch {}`,
  },
  'streamed up to controller.abort()': {
    outcome: 'aborted',
    source: `const chunks = await stream(); for await (const chunk of chunks) chunks.controller.abort();`,
  },
  'streamed and never read': { outcome: 'abandoned', source: `await stream();` },
  'streamed and half read': {
    outcome: 'abandoned',
    source: `await (await stream())[Symbol.asyncIterator]().next();`,
  },
  'streamed and half read through tee()': {
    outcome: 'abandoned',
    source: `await (await stream()).tee()[0][Symbol.asyncIterator]().next();`,
  },
  'streamed and half read through toReadableStream()': {
    outcome: 'abandoned',
    source: `await (await stream()).toReadableStream().getReader().read();`,
  },
  'streamed and waited for': {
    outcome: 'abandoned',
    isHeld: true,
    source: `(await stream(held))[Symbol.asyncIterator]().next().catch(() => {});`,
  },
  'streamed by a helper to the end': {
    outcome: 'completed',
    source: `await helpers.stream({ model, messages }).done();`,
  },
  'streamed by a helper that waits': {
    outcome: 'abandoned',
    isHeld: true,
    source: `helpers.stream({ model, messages }, { headers: held }).on('error', () => {});`,
  },
  'a streamed response to the end': {
    outcome: 'completed',
    source: `for await (const event of await client.responses.create({ model, input: 'x', stream: true })) continue;`,
  },
  'a streamed response half read': {
    outcome: 'abandoned',
    source: `await (await client.responses.create({ model, input: 'x', stream: true }))[Symbol.asyncIterator]().next();`,
  },
};

interface Exit {
  readonly source: string;
  readonly exitCode: number | null;
  readonly signal?: NodeJS.Signals;
  /** The process cannot go while the server holds an answer back. */
  readonly isIdle?: true;
}

const exits: Readonly<Record<string, Exit>> = {
  'a natural end': { source: ``, exitCode: 0, isIdle: true },
  'process.exit()': { source: `process.exit(3);`, exitCode: 3 },
  'an uncaught exception': {
    source: `setImmediate(() => { throw new Error('of the application'); });`,
    exitCode: 1,
  },
  'an unhandled rejection': {
    source: `Promise.reject(new Error('of the application'));`,
    exitCode: 1,
  },
  'a rejection at the top level': { source: `throw new Error('of the application');`, exitCode: 1 },
  SIGTERM: {
    source: `process.kill(process.pid, 'SIGTERM'); setInterval(() => {}, 1000);`,
    exitCode: null,
    signal: 'SIGTERM',
  },
  SIGINT: {
    source: `process.kill(process.pid, 'SIGINT'); setInterval(() => {}, 1000);`,
    exitCode: null,
    signal: 'SIGINT',
  },
  // Killed as soon as the collector of garbage has found everything: no end runs anything here.
  'garbage collection before SIGKILL': {
    source: `while (countRecords() < Number(process.env.DUE)) { gc(); await new Promise(setImmediate); }
      process.kill(process.pid, 'SIGKILL');`,
    exitCode: null,
    signal: 'SIGKILL',
    isIdle: true,
  },
};

const prelude = `
import { createRequire } from 'node:module';
import { globSync, readFileSync } from 'node:fs';
const { OpenAI } = createRequire(process.env.FROM)('openai');
const messages = [{ role: 'user', content: 'What is a span?' }];
const client = new OpenAI({ maxRetries: 0 });
// Where major 4 has parse() and stream().
const helpers = 'parse' in client.chat.completions ? client.chat.completions : client.beta.chat.completions;
const held = { 'x-mock-gate': 'closed' };
// The answer of a call that nobody awaits has come once a later one has.
const answered = () => client.models.list();
const countRecords = () => globSync('llm_logs/*').flatMap((file) => readFileSync(file, 'utf8').match(/"outcome":/g) ?? []).length;
`;

const majors = {
  7: './ends.test.ts',
  6: '../../../sdks/openai-6/package.json',
  5: '../../../sdks/openai-5/package.json',
  4: '../../../sdks/openai-4/package.json',
};

describe.each(Object.entries(majors))('openai %s', (_major, from) => {
  let mock: MockLlm;
  beforeAll(async () => {
    mock = await startMockLlm();
  });
  afterEach(() => mock.reset());
  afterAll(() => mock.close());

  const run = (exit: Exit, due: readonly [string, Consumption][]): Promise<ScenarioResult> =>
    runScenario({
      format: 'esm',
      nodeArguments: ['--require', 'llm-otel/register', '--expose-gc'],
      env: {
        OPENAI_BASE_URL: mock.url,
        OPENAI_API_KEY: 'unused',
        FROM: fileURLToPath(new URL(from, import.meta.url)),
        DUE: String(due.length),
      },
      source: [prelude, ...due.map(toBlock), exit.source].join('\n'),
    });

  it.each(Object.entries(exits))('records each call once at %s', async (_name, exit) => {
    const due = Object.entries(consumptions).filter(([, { isHeld }]) => !(isHeld && exit.isIdle));
    const result = await run(exit, due);
    expect(result).toMatchObject({ exitCode: exit.exitCode, signal: exit.signal ?? null });
    const records = result.callRecords().map(({ model_id, outcome }) => [model_id, outcome]);
    expect(records.toSorted()).toEqual(
      due.map(([what, { outcome }]) => [modelOf(what), outcome]).toSorted(),
    );
  });
});

/** A function of its own, which holds nothing once it has returned. */
/** The name of the model tells the calls apart; it has no spaces. */
function modelOf(what: string): string {
  return what.replaceAll(/[^\w]+/g, '-');
}

function toBlock([what, { source }]: readonly [string, Consumption]): string {
  return `await (async (model) => {
    const ask = (headers) => client.chat.completions.create({ model, messages }, { headers });
    const stream = (headers) => client.chat.completions.create({ model, messages, stream: true }, { headers });
    ${source}
  })(${JSON.stringify(modelOf(what))});`;
}
