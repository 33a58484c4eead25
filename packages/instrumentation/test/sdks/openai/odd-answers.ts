// Answers that a test of openai's chat writes itself, and the span of a call that gets one.

import type { SpanRecord } from '@llm-otel/testkit';
import { expect } from 'vitest';
import { answering } from '../../content/content-client.ts';
import type { TracedOpenAi } from '../../support/traced-openai.ts';

/** A chunk of a stream. */
export const chunk = (delta: object, finish: string | null = null, more: object = {}): object => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  created: 1,
  model: 'm-1',
  choices: [{ index: 0, delta, finish_reason: finish }],
  ...more,
});
/** The part of a tool call that a chunk has. */
export const call = (
  index: number | null | undefined,
  id: string | undefined,
  text: unknown,
): object => ({
  ...(index !== undefined && { index }),
  ...(id !== undefined && { id, type: 'function' }),
  function: { ...(id !== undefined && { name: `tool_${id}` }), arguments: text },
});

/** The span of a chat call that is answered with `answer`: a body, or the chunks of a stream. */
export async function spanOf(used: TracedOpenAi, answer: object): Promise<SpanRecord> {
  const client = used.client.withOptions({ fetch: answering(answer) });
  const params = { model: 'm', messages: [{ role: 'user' as const, content: 'Hi' }] };
  if (Array.isArray(answer)) {
    for await (const _ of await client.chat.completions.create({ ...params, stream: true }));
  } else await client.chat.completions.create(params);
  const [span, ...others] = used.sink.spans();
  expect(others).toEqual([]);
  return span!;
}
