// How sure a transcription is, as far as its response says so.

import { toFile } from 'openai';
import { expect, it } from 'vitest';
import { useTracedOpenAi } from '../../support/traced-openai.ts';

const traced = useTracedOpenAi('7.59.0');
const CONFIDENCE = 'llm_otel.transcription.confidence';

/** The confidence that is recorded of a response with this body, JSON or events of a stream. */
async function confidenceOf(body: object | readonly object[], format = 'json'): Promise<unknown> {
  const isStream = Array.isArray(body);
  const client = new traced.OpenAI({
    apiKey: 'unused',
    fetch: async () =>
      new Response(
        isStream
          ? body.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('')
          : JSON.stringify(body),
        { headers: { 'content-type': isStream ? 'text/event-stream' : 'application/json' } },
      ),
  });
  const file = await toFile(Buffer.from('x'), 'x.mp3');
  const params = { model: 'whisper-1', file, response_format: format, stream: isStream };
  const result: unknown = await client.audio.transcriptions.create(params as never);
  if (isStream) for await (const _ of result as AsyncIterable<unknown>);
  return traced.sink.spans().at(-1)!.attributes[CONFIDENCE];
}

it('S0-73: follows from segments by their length, or from tokens', async () => {
  const segments = [
    { start: 0, end: 3, avg_logprob: Math.log(0.5) },
    { start: 3, end: 4, avg_logprob: Math.log(0.0625) },
  ];
  // (3 ln 1/2 + 1 ln 1/16) / 4 = 7/4 ln 1/2
  const verbose = await confidenceOf({ text: 'x', segments, duration: 4 }, 'verbose_json');
  expect(verbose).toBeCloseTo(2 ** -1.75, 12);
  const logprobs = [
    { token: 'a', logprob: 0 },
    { token: 'b', logprob: Math.log(0.25) },
  ];
  expect(await confidenceOf({ text: 'ab', logprobs })).toBeCloseTo(0.5, 12);
  const done = { type: 'transcript.text.done', text: 'ab', logprobs };
  expect(await confidenceOf([done])).toBeCloseTo(0.5, 12);
});

it('is absent where the response does not say it, or says nothing sensible', async () => {
  expect(await confidenceOf({ text: 'x' })).toBeUndefined();
  expect(await confidenceOf({ text: 'x', segments: [], logprobs: null })).toBeUndefined();
  const odd = [
    { avg_logprob: 'x' },
    { avg_logprob: 3 },
    null,
    7,
    { start: 1, end: 1, avg_logprob: -1 },
  ];
  expect(await confidenceOf({ text: 'x', segments: odd })).toBeUndefined();
  // The first 10,000 count.
  const many = Array.from({ length: 20_000 }, (_, at) => ({ logprob: at < 10_000 ? 0 : -9 }));
  expect(await confidenceOf({ text: 'x', logprobs: many })).toBe(1);
});
