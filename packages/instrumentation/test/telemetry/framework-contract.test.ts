// What an adapter of a framework can say: what is current, a span of its own, a conversation that comes late, times, and
// what is read step by step.

import { context, trace } from '@opentelemetry/api';
import { withConversation } from 'llm-otel';
import { addAdapter, defineAdapter, type Tracing } from 'llm-otel/adapter';
import type { SpanRecord } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { useTracedOpenAi } from '../support/traced-openai.ts';

const used = useTracedOpenAi('7.59.0');
let tracing!: Tracing;
addAdapter(
  defineAdapter({
    name: 'fake-framework',
    packages: [],
    globals: {
      install: (given) => {
        tracing = given;
      },
    },
  }),
);

const ask = (headers: Record<string, string> = {}): Promise<unknown> =>
  used.client.chat.completions.create(
    { model: 'gpt-4o', messages: [{ role: 'user', content: 'Hi' }] },
    { headers },
  );
const step = (name: string, options = {}) =>
  tracing.start({ kind: 'step', name, request: {} }, options)!;
const model = (options = {}) =>
  tracing.start(
    { kind: 'inference', operation: 'chat', provider: 'framework', request: {} },
    { isModelRun: true, ...options },
  )!;
/** By its name, or that of its step. */
const spanOf = (name: string): SpanRecord =>
  used.sink
    .spans()
    .find((span) => span.name === name || Object.values(span.attributes).includes(name))!;
const CONVERSATION = 'gen_ai.conversation.id';

describe('what a framework says is current', () => {
  it('is the parent of what starts then, and the surrounding one where there is none', async () => {
    const outer = step('outer');
    const [one, two] = [step('one', { parent: outer }), step('two', { parent: outer })];
    let current: typeof one | undefined = one;
    await outer.run(() =>
      tracing.follow(
        () => current,
        async () => {
          const inOne = step('in one');
          current = two;
          await Promise.resolve();
          step('in two').end();
          current = undefined;
          step('in outer').end();
          inOne.end();
        },
      ),
    );
    for (const running of [one, two, outer]) running.end();
    expect(spanOf('in one').parentSpanId).toBe(spanOf('one').spanId);
    expect(spanOf('in two').parentSpanId).toBe(spanOf('two').spanId);
    expect(spanOf('in outer').parentSpanId).toBe(spanOf('outer').spanId);
  });

  it('lets spans and values of the application stand, also where its context is made anew', () => {
    const key = Symbol('mine');
    const one = step('one');
    const seen = tracing.follow(
      () => one,
      () =>
        context.with(context.active().setValue(key, 'x'), () => {
          const mine = trace.getTracer('mine').startSpan('mine');
          const around = trace.setSpan(context.active(), mine);
          const inside = context.with(around, () => {
            step('in mine').end();
            return context.active().getValue(key);
          });
          step('in one').end();
          mine.end();
          const without = context.active().deleteValue(key);
          return [inside, without.getValue(key), trace.getSpan(without) === undefined];
        }),
    );
    one.end();
    expect(seen).toEqual(['x', undefined, false]);
    expect(spanOf('in mine').parentSpanId).toBe(spanOf('mine').spanId);
    expect(spanOf('mine').parentSpanId).toBe(spanOf('one').spanId);
    expect(spanOf('in one').parentSpanId).toBe(spanOf('one').spanId);
  });
});

describe("a framework's own span of a call", () => {
  it('has what the call below knows; the framework ends it', async () => {
    const theirs = trace.getTracer('their').startSpan('their call');
    const running = model({ span: theirs });
    await running.run(ask);
    running.end();
    expect(used.sink.spans()).toEqual([]);
    theirs.end();
    expect(used.sink.spans()).toHaveLength(1);
    expect(spanOf('their call').attributes).toMatchObject({
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o',
    });
  });

  it('does not count if nobody receives it', async () => {
    const running = model({
      span: trace.wrapSpanContext({ traceId: '', spanId: '', traceFlags: 0 }),
    });
    await running.run(ask);
    running.end();
    expect(used.sink.spans().map(({ name }) => name)).toEqual(['llm.call']);
  });
});

describe('a failure that a framework knows nothing of', () => {
  it.each([
    ['an error', { 'x-mock-status': '503' }, { 'error.type': '503', 'llm_otel.outcome': 'error' }],
    ['none', {}, { 'error.type': 'of_framework', 'llm_otel.outcome': 'error' }],
  ])('is that of the call below, which has %s', async (_what, headers, expected) => {
    const running = model();
    await running.run(() => ask(headers).catch(() => undefined));
    running.end({ response: { failure: { code: 'of_framework' } } });
    expect(spanOf('llm.call').attributes).toMatchObject(expected);
  });
});

describe('the time to the first chunk', () => {
  it('is not above the duration, since when ever a framework counts', () => {
    model({ at: 1_000 }).end({ at: 3_000, timeToFirstChunk: 1.5 });
    model({ at: 1_000 }).end({ at: 3_000, timeToFirstChunk: 2.5 });
    const told = used.sink
      .spans()
      .map(({ attributes }) => attributes['gen_ai.response.time_to_first_chunk']);
    expect(told).toEqual([1.5, 2]);
  });
});

describe('a conversation', () => {
  it('may come late, and with each operation; that of the application wins', () => {
    const talk = (): void => {
      const running = step('talk');
      running.conversation('theirs');
      step('part', { parent: running, conversationId: 'theirs' }).end();
      running.end();
    };
    talk();
    withConversation({ conversationId: 'ours' }, talk);
    const ids = used.sink.spans().map(({ attributes }) => attributes[CONVERSATION]);
    expect(ids).toEqual(['theirs', 'theirs', 'ours', 'ours']);
  });

  it('is that of the calls below as well', async () => {
    const running = step('talk', { conversationId: 'theirs' });
    await running.run(ask);
    running.end();
    expect(spanOf('llm.call').attributes[CONVERSATION]).toBe('theirs');
  });
});

it('has the times that a framework says', () => {
  const start = Date.now() - 60_000;
  step('past', { at: start }).end({ at: start + 1500 });
  step('earlier', { at: start }).end({ at: start - 1 });
  const secondsOf = (name: string): number => {
    const { startTimeUnixNano, endTimeUnixNano } = spanOf(name);
    return Math.round(Number(endTimeUnixNano - startTimeUnixNano) / 1e6);
  };
  expect([secondsOf('past'), secondsOf('earlier')]).toEqual([1500, 0]);
});

describe('what is read step by step', () => {
  async function* numbers(): AsyncGenerator<string> {
    yield trace.getActiveSpan() === undefined ? 'outside' : 'inside';
    yield 'two';
  }
  const watched = <T extends AsyncIterator<unknown> | ReadableStream>(
    source: T,
    broken = false,
  ) => {
    const told: unknown[] = [];
    const running = step('reading');
    tracing.watch(source, running, {
      chunk: (value) => {
        told.push(value);
        if (broken) throw new Error('of ours');
      },
      end: (outcome) => told.push(outcome),
      fail: (error, isStop) => told.push((error as Error).message, isStop),
    });
    return { source, told };
  };

  it('is told, and each step runs in the context of its operation', async () => {
    const { source, told } = watched(numbers());
    const read: string[] = [];
    for await (const value of source) read.push(value);
    expect(read).toEqual(['inside', 'two']);
    expect(told).toEqual(['inside', 'two', 'completed']);
  });

  it('is told of a reader that stops or throws', async () => {
    const left = watched(numbers());
    for await (const _ of left.source) break;
    expect(left.told).toEqual(['inside', 'aborted']);
    const thrown = watched(numbers());
    await thrown.source.next();
    await thrown.source.throw(new Error('enough')).catch(() => undefined);
    expect(thrown.told).toEqual(['inside', 'enough', true]);
  });

  it('goes on if whoever hears of it throws', async () => {
    const { source } = watched(numbers(), true);
    const read: string[] = [];
    for await (const value of source) read.push(value);
    expect(read).toEqual(['inside', 'two']);
  });

  it('may be a web stream, of whose branches each chunk is told once', async () => {
    const { source, told } = watched(ReadableStream.from(['one', 'two']));
    const [first, second] = source.tee();
    const both: string[] = [];
    for (const branch of [first, second]) for await (const value of branch) both.push(value);
    expect(both).toEqual(['one', 'two', 'one', 'two']);
    expect(told).toEqual(['one', 'two', 'completed']);
  });

  it('may be a web stream that fails', async () => {
    const broken = new ReadableStream({
      pull: (controller) => controller.error(new Error('torn')),
    });
    const { source, told } = watched(broken);
    await expect(source.getReader().read()).rejects.toThrow('torn');
    expect(told).toEqual(['torn', false]);
  });
});
