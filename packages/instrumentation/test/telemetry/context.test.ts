// Context: nothing of one request reaches another, and what happens inside a call nests below it.

import { AsyncLocalStorage } from 'node:async_hooks';
import { trace } from '@opentelemetry/api';
import { chainStep, withConversation } from 'llm-otel';
import type OpenAI from 'openai';
import { describe, expect, it } from 'vitest';
import { useTracedOpenAi } from '../support/traced-openai.ts';

const REQUESTS = 1000;
const AWAITS = 5;
const question = { model: 'gpt-4o', messages: [{ role: 'user' as const, content: 'Why?' }] };

describe('context', () => {
  const traced = useTracedOpenAi('7.59.0');
  /** Answers without a socket, after a few turns of the event loop. */
  const answering = (onRequest: () => void = () => {}): OpenAI =>
    new traced.OpenAI({
      apiKey: 'unused',
      fetch: async () => {
        onRequest();
        await new Promise((resolve) => setImmediate(resolve));
        return Response.json({ id: 'c', model: 'm', choices: [], usage: null });
      },
    });

  /** Answers with a body that the application makes. */
  const streaming = (body: AsyncGenerator<Uint8Array>): OpenAI =>
    new traced.OpenAI({
      apiKey: 'unused',
      fetch: () =>
        Promise.resolve({
          ok: true,
          status: 200,
          headers: new Headers({ 'content-type': 'text/event-stream' }),
          body,
        } as unknown as Response),
    });

  it(`keeps ${REQUESTS} concurrent conversations of ${AWAITS} awaits apart`, async () => {
    const client = answering();
    const converse = (index: number): Promise<void> =>
      withConversation({ conversationId: `c${index}`, userId: `u${index}` }, () =>
        chainStep(`step ${index}`, async () => {
          for (let turn = 0; turn < AWAITS; turn++) await client.chat.completions.create(question);
        }),
      );
    await Promise.all(Array.from({ length: REQUESTS }, (_, index) => converse(index)));
    const spans = traced.sink.spans();
    const steps = new Map(
      spans.filter((span) => span.name === 'chain.step').map((span) => [span.spanId, span]),
    );
    const calls = spans.filter((span) => span.name === 'llm.call');
    expect(calls).toHaveLength(REQUESTS * AWAITS);
    const strays = calls.filter((call) => {
      const step = steps.get(call.parentSpanId ?? '');
      const conversation = call.attributes['gen_ai.conversation.id'];
      return (
        step?.attributes['gen_ai.conversation.id'] !== conversation ||
        step?.attributes['llm_otel.stage'] !== `step ${String(conversation).slice(1)}` ||
        call.attributes['user.id'] !== `u${String(conversation).slice(1)}` ||
        call.traceId !== step?.traceId
      );
    });
    expect(strays).toEqual([]);
  });

  it('has the span active in the request, and not in the code after it', async () => {
    let inside: string | undefined;
    const client = answering(() => {
      inside = trace.getActiveSpan()?.spanContext().spanId;
    });
    await client.chat.completions.create(question);
    expect(trace.getActiveSpan()).toBeUndefined();
    expect(inside).toBe(traced.sink.spans()[0]?.spanId);
  });

  it('has the span active in every step of a stream', async () => {
    const seen = new Set<string | undefined>();
    const event = (content: string): Uint8Array =>
      new TextEncoder().encode(
        `data: ${JSON.stringify({ choices: [{ index: 0, delta: { content } }] })}\n\n`,
      );
    async function* body(): AsyncGenerator<Uint8Array> {
      for (let chunk = 0; chunk < 4; chunk++) {
        seen.add(trace.getActiveSpan()?.spanContext().spanId);
        yield event(`part ${chunk}`);
      }
    }
    const client = streaming(body());
    for await (const _chunk of await client.chat.completions.create({
      ...question,
      stream: true,
    })) {
      expect(trace.getActiveSpan()).toBeUndefined();
    }
    expect([...seen]).toEqual([traced.sink.spans()[0]?.spanId]);
  });

  it("leaves each step of a stream in its reader's own context", async () => {
    const reader = new AsyncLocalStorage<number>();
    const seen: unknown[] = [];
    async function* body(): AsyncGenerator<Uint8Array> {
      for (let chunk = 0; chunk < 4; chunk++) {
        seen.push(reader.getStore());
        await new Promise((resolve) => setImmediate(resolve));
        seen.push(reader.getStore());
        yield new TextEncoder().encode(`data: {"choices":[{"index":0,"delta":{}}]}\n\n`);
      }
    }
    const client = streaming(body());
    const stream = await client.chat.completions.create({ ...question, stream: true });
    const chunks = stream[Symbol.asyncIterator]();
    for (let step = 1; step <= 4; step++) await reader.run(step, () => chunks.next());
    expect(seen).toEqual([1, 1, 2, 2, 3, 3, 4, 4]);
  });

  it('follows a reader whose stores change in any way, with the span active', async () => {
    const [first, second] = [new AsyncLocalStorage<string>(), new AsyncLocalStorage<string>()];
    const seen: unknown[] = [];
    async function* body(): AsyncGenerator<Uint8Array> {
      for (;;) {
        const span = trace.getActiveSpan()?.spanContext().spanId;
        seen.push([first.getStore(), second.getStore(), span]);
        yield new TextEncoder().encode(`data: {"choices":[{"index":0,"delta":{}}]}\n\n`);
      }
    }
    const client = streaming(body());
    const chunks = (await client.chat.completions.create({ ...question, stream: true }))[
      Symbol.asyncIterator
    ]();
    const step = (): Promise<unknown> => chunks.next();
    await first.run('a', async () => {
      await step();
      await step();
      await step();
      await second.run('b', step);
      await step();
      first.enterWith('c');
      await step();
      await step();
      second.enterWith('d');
      await Promise.resolve();
      await step();
    });
    await step();
    await first.run('h', async () => {
      await step();
      await first.exit(step);
      await step();
    });
    await chunks.return?.();
    const { spanId } = traced.sink.spans()[0]!;
    expect(seen).toEqual(
      ['a ', 'a ', 'a ', 'a b', 'a ', 'c ', 'c ', 'c d', ' ', 'h ', ' ', 'h '].map((stores) => [
        ...stores.split(' ').map((store) => store || undefined),
        spanId,
      ]),
    );
  });
});
