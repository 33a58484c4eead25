// F-04 to F-08: however a process ends, what was recorded is there, and its end stays its own.

import {
  faultSize,
  startScenario,
  type RunningScenario,
  type ScenarioResult,
} from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { repeated } from './repeated.ts';

const RUNS = faultSize(50, 10);

/** The SDK's own `fetch` option answers: no socket, so that runs are short. */
const client = `
  import OpenAI from 'openai';
  const event = (content) => 'data: ' + JSON.stringify({ id: 's', model: 'm', choices: [{ index: 0, delta: { content } }] }) + '\\n\\n';
  const endless = () => new ReadableStream({ start(controller) { controller.enqueue(new TextEncoder().encode(event('a'))); } });
  const client = new OpenAI({ apiKey: 'unused', fetch: async (_url, { body }) => body.includes('"stream":true')
    ? new Response(endless(), { headers: { 'content-type': 'text/event-stream' } })
    : Response.json({ id: 'c', model: 'm', choices: [], usage: { prompt_tokens: 1, completion_tokens: 2 } }) });
  const request = { model: 'gpt-4o', messages: [{ role: 'user', content: 'x' }] };
  const finished = 100, open = 20;
  for (let call = 0; call < finished; call++) await client.chat.completions.create(request);
  const streams = [];
  for (let call = 0; call < open; call++) {
    const stream = await client.chat.completions.create({ ...request, stream: true });
    const iterator = stream[Symbol.asyncIterator]();
    await iterator.next();
    streams.push(iterator);
  }
`;

const start = (end: string, preload = ['--require', 'llm-otel/register']): RunningScenario =>
  startScenario({
    format: 'esm',
    source: `${client}\n${end}`,
    timeoutMs: 120_000,
    nodeArguments: preload,
  });

/** What was printed on stderr, without our line and the directory. */
const printed = ({ stderr, directory }: ScenarioResult): string =>
  stderr.replace(/^llm-otel: call records are appended .*\n/, '').replaceAll(directory, '');

/** A stream that the loop itself left is neither: it is `aborted`. */
function expectAllRecords(all: readonly Record<string, unknown>[]): void {
  const records = all.filter((record) => record['outcome'] !== 'aborted');
  const outcomes = records.map((record) => record['outcome']);
  expect(outcomes.filter((outcome) => outcome === 'completed')).toHaveLength(100);
  expect(outcomes.filter((outcome) => outcome === 'abandoned')).toHaveLength(20);
  expect(outcomes).toHaveLength(120);
  expect(new Set(records.map((record) => record['span_id'])).size).toBe(120);
}

describe('100 finished calls and 20 open streams', () => {
  it.each<[string, string, number]>([
    ['F-04 process.exit(0)', 'process.exit(0);', 0],
    ['F-05 an uncaught exception', `throw new Error('boom');`, 1],
    [
      'F-05 an unhandled rejection',
      `Promise.reject(new Error('boom')); setTimeout(() => {}, 60000);`,
      1,
    ],
    [
      'F-05 a throw in the loop over a stream',
      `for await (const chunk of await client.chat.completions.create({ ...request, stream: true })) throw new Error('boom');`,
      1,
    ],
    ...['SIGTERM', 'SIGINT'].map((signal): [string, string, number] => [
      `F-07 a handler of ${signal} of the application that exits`,
      `process.on('${signal}', () => process.exit(7)); process.kill(process.pid, '${signal}'); setTimeout(() => {}, 60000);`,
      7,
    ]),
  ])(`%s, ${RUNS} times`, async (_name, end, exitCode) => {
    const bare = await start(end, []).finished;
    await repeated(RUNS, async () => {
      const result = await start(end).finished;
      expect(result.exitCode).toBe(exitCode);
      expect(result.stdout).toBe(bare.stdout);
      expect(printed(result)).toBe(printed(bare));
      expectAllRecords(result.callRecords());
    });
  });

  it(`F-06 SIGTERM without a handler, ${RUNS} times`, async () => {
    await repeated(RUNS, async () => {
      const scenario = start(`console.log('ready'); setTimeout(() => {}, 60000);`);
      await scenario.waitForStdout('ready');
      scenario.kill('SIGTERM');
      const result = await scenario.finished;
      expect(result).toMatchObject({ exitCode: null, signal: 'SIGTERM' });
      expectAllRecords(result.callRecords());
    });
  });
});
