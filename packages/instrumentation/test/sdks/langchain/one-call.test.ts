// A model of LangChain above the real `openai`: each call has one span, one record and one set of metrics.

import { type OtlpSink, startOtlpSink } from '@llm-otel/testkit';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import { runLangChain } from './program.ts';

const DONE = { model_id: 'gpt-4o', outcome: 'completed' };
const OTHER = { model_id: 'gpt-4o-mini', outcome: 'completed' };
const FAILED = { model_id: 'gpt-4o', outcome: 'error' };
const STREAM = { ...DONE, stream: true };
const TWICE = { ...DONE, attributes: { 'llm_otel.attempt': 2 } };
const CHAIN = `prompts.ChatPromptTemplate.fromTemplate('{q}').pipe(model)`;

/** What is called, and the records of its calls. */
const CASES: readonly (readonly [what: string, program: string, calls: readonly object[]])[] = [
  ['invoke', `await model.invoke('Hi');`, [DONE]],
  ['stream', `for await (const part of await model.stream('Hi')) void part;`, [STREAM]],
  [
    'stream of a chain',
    `for await (const part of await ${CHAIN}.stream({ q: 'Hi' })) void part;`,
    [STREAM],
  ],
  [
    'streamEvents',
    `for await (const event of ${CHAIN}.streamEvents({ q: 'Hi' }, { version: 'v2' })) void event;`,
    [STREAM],
  ],
  ['streamLog', `for await (const patch of ${CHAIN}.streamLog({ q: 'Hi' })) void patch;`, [STREAM]],
  ['batch', `await model.batch(['a', 'b']);`, [DONE, DONE]],
  [
    'several chats at once',
    `await model.generate([[new messages.HumanMessage('a')], [new messages.HumanMessage('b')]]);`,
    [DONE, DONE],
  ],
  [
    'withStructuredOutput',
    `await model.withStructuredOutput(z.object({ city: z.string() }), { method: 'jsonMode' }).invoke('Hi');`,
    [DONE],
  ],
  ['a try more of LangChain', `failNext(1); await chat({ maxRetries: 2 }).invoke('Hi');`, [TWICE]],
  [
    'a try more of LangChain, streamed',
    `failNext(1); for await (const part of await chat({ maxRetries: 2 }).stream('Hi')) void part;`,
    [{ ...STREAM, ...TWICE }],
  ],
  [
    'withRetry',
    `failNext(1); await chat().withRetry({ stopAfterAttempt: 2 }).invoke('Hi');`,
    [FAILED, DONE],
  ],
  [
    'withFallbacks',
    `failNext(1); await chat().withFallbacks([chat({ model: 'gpt-4o-mini' })]).invoke('Hi');`,
    [FAILED, OTHER],
  ],
  ['a failure', `failNext(1); await model.invoke('Hi').catch(() => {});`, [FAILED]],
  [
    'a queue',
    `const one = chat({ maxConcurrency: 1 }); await Promise.all(['a', 'b', 'c'].map((text) => one.invoke(text)));`,
    [DONE, DONE, DONE],
  ],
];

let sink: OtlpSink;
beforeAll(async () => {
  sink = await startOtlpSink();
});
beforeEach(() => sink.reset());
afterAll(() => sink.close());

interface Measured {
  readonly count: number;
  readonly sum: number;
}
/** What earlier programs of the process have measured, by the sampler of the process. */
const earlier = new Map<string, Measured>();

/** How often `name` was measured by a program, and the sum of it. */
function measured(sampler: string, name: string): Measured {
  const points = sink
    .metrics()
    .filter((metric) => metric.name === name)
    .flatMap((metric) => metric.points);
  const all = {
    count: points.reduce((total, { count = 0 }) => total + count, 0),
    sum: points.reduce((total, { sum = 0 }) => total + sum, 0),
  };
  const before = earlier.get(sampler + name) ?? { count: 0, sum: 0 };
  earlier.set(sampler + name, all);
  return { count: all.count - before.count, sum: all.sum - before.sum };
}

const UNSAMPLED = ['stream', 'batch', 'a try more of LangChain', 'withFallbacks'];

it.each([
  ...CASES.map((each) => ['always_on', ...each] as const),
  ...CASES.filter(([what]) => UNSAMPLED.includes(what)).map(
    (each) => ['always_off', ...each] as const,
  ),
])('counts each call once, %s: %s', async (sampler, _what, program, calls) => {
  const { exitCode, records } = await runLangChain(program, {
    env: {
      OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
      OTEL_TRACES_SAMPLER: sampler,
      LLM_OTEL_LOG_DIR: 'llm_logs',
    },
  });
  expect(exitCode).toBe(0);
  expect(records.filter(({ name }) => name === 'llm.call')).toMatchObject(calls);
  const spans = sink.traces().filter(({ name }) => name === 'llm.call');
  expect(spans).toHaveLength(sampler === 'always_on' ? calls.length : 0);
  expect(measured(sampler, 'gen_ai.client.inference.duration').count).toBe(calls.length);
  const answered = calls.filter((each) => each !== FAILED).length;
  expect(measured(sampler, 'gen_ai.client.inference.operation.input_tokens')).toEqual({
    count: calls.length,
    sum: 20 * answered,
  });
});

it.each([
  ['before', `await import('openai');`, ''],
  ['after', '', `await import('openai');`],
])('counts once where openai is loaded %s LangChain', async (_when, before, after) => {
  const { records } = await runLangChain(`${after} await model.invoke('Hi');`, {
    before,
    isAlone: true,
  });
  expect(records).toMatchObject([DONE]);
});

it('leaves the call to openai alone where it is switched off', async () => {
  const use = `
    console.log(await runnables.RunnableLambda.from((_input, { callbacks }) => String(callbacks)).invoke('Hi'));
    await prompts.ChatPromptTemplate.fromTemplate('{q}').pipe(model).invoke({ q: 'Hi' });`;
  const env = { LLM_OTEL_DISABLED_SDKS: 'langchain' };
  const { stdout, records } = await runLangChain(use, { env });
  expect(stdout).toBe('undefined\n');
  expect(records).toMatchObject([DONE]);
});
