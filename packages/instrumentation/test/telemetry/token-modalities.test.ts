// Tokens by what they stand for: on spans where the provider tells, on counters always, and there
// they add up to the total.

import type { MetricRecord } from '@llm-otel/testkit';
import { llmCall } from 'llm-otel';
import { beforeEach, describe, expect, it } from 'vitest';
import { pointsNamed } from '../support/metric-points.ts';
import { majors, useTracedOpenAi } from '../support/traced-openai.ts';

const model = 'gpt-4o-audio-preview';
const messages = [{ role: 'user' as const, content: 'What is a span?' }];
const BROKEN_DOWN = /^gen_ai\.usage\.(text|image|audio)\./;
const ofChat = (usage: object): object => ({
  id: 'c',
  object: 'chat.completion',
  created: 0,
  model,
  choices: [{ index: 0, message: { role: 'assistant', content: 'x' }, finish_reason: 'stop' }],
  usage,
});

describe.each(majors)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  let metrics: Promise<readonly MetricRecord[]> | undefined;
  beforeEach(() => {
    metrics = undefined;
  });
  /** What was added to each modality of one counter. */
  const counted = async (counter: string): Promise<Readonly<Record<string, number>>> => {
    metrics ??= traced.sink.metrics();
    const points = pointsNamed(await metrics, `gen_ai.client.inference.usage.${counter}`);
    const entries = points.map(
      ({ attributes, value }) => [attributes['gen_ai.token.modality'] as string, value!] as const,
    );
    // Counters go on from one test to the next; those that stand still are at 0 here.
    return Object.fromEntries(entries.filter(([, value]) => value > 0));
  };
  const onSpan = (): Record<string, unknown> => {
    expect(traced.sink.spans()).toHaveLength(1);
    const attributes = Object.entries(traced.sink.spans()[0]!.attributes);
    return Object.fromEntries(
      attributes
        .filter(([name]) => BROKEN_DOWN.test(name))
        .map(([name, value]) => [name.slice('gen_ai.usage.'.length), value]),
    );
  };
  const answering = (body: object): InstanceType<typeof traced.OpenAI> =>
    new traced.OpenAI({
      baseURL: traced.mock.url,
      apiKey: 'unused',
      maxRetries: 0,
      fetch: () => Promise.resolve(Response.json(body)),
    });
  const chat = (usage: object): Promise<unknown> =>
    answering(ofChat(usage)).chat.completions.create({ model, messages });

  it('reads those of a chat with sound', async () => {
    await chat({
      prompt_tokens: 50,
      completion_tokens: 20,
      prompt_tokens_details: { cached_tokens: 8, audio_tokens: 30, text_tokens: 15 },
      completion_tokens_details: { reasoning_tokens: 5, audio_tokens: 12 },
    });
    expect(onSpan()).toEqual({
      'audio.input_tokens': 30,
      'text.input_tokens': 15,
      'audio.output_tokens': 12,
    });
    expect(await counted('input_tokens')).toEqual({ audio: 30, text: 15, unknown: 5 });
    expect(await counted('output_tokens')).toEqual({ audio: 12, unknown: 8 });
    expect(await counted('cache_read.input_tokens')).toEqual({ unknown: 8 });
    expect(await counted('reasoning.output_tokens')).toEqual({ unknown: 5 });
  });

  it('reads those of images', async () => {
    const usage = {
      input_tokens: 40,
      output_tokens: 272,
      total_tokens: 312,
      input_tokens_details: { text_tokens: 10, image_tokens: 30 },
      output_tokens_details: { text_tokens: 0, image_tokens: 272 },
    };
    await answering({ created: 0, data: [], usage }).images.generate({ model, prompt: 'a span' });
    expect(onSpan()).toEqual({
      'text.input_tokens': 10,
      'image.input_tokens': 30,
      'image.output_tokens': 272,
    });
    expect(await counted('input_tokens')).toEqual({ text: 10, image: 30 });
    expect(await counted('output_tokens')).toEqual({ image: 272 });
  });

  it('reads those of a transcription', async () => {
    const { transcriptions } = traced.client.audio;
    await transcriptions.create({ model: 'gpt-4o-transcribe', file: new File(['x'], 'x.wav') });
    expect(onSpan()).toEqual({ 'audio.input_tokens': 14 });
    expect(await counted('input_tokens')).toEqual({ audio: 14 });
    expect(Object.keys(await counted('output_tokens'))).toEqual(['unknown']);
  });

  it('leaves out what is 0, and calls all of it unknown', async () => {
    await traced.client.chat.completions.create({ model, messages });
    expect(onSpan()).toEqual({});
    expect(Object.keys(await counted('input_tokens'))).toEqual(['unknown']);
  });

  it.each([
    ['more than there are', { audio_tokens: 30, text_tokens: 21 }],
    ['not a number', { audio_tokens: Number.NaN, text_tokens: '20' }],
    ['negative', { audio_tokens: -10 }],
    ['no whole number', { audio_tokens: 1.5 }],
    ['a text', 'many'],
    ['null', null],
  ])('counts the total as unknown if the parts are %s', async (_what, details) => {
    await chat({ prompt_tokens: 50, completion_tokens: 20, prompt_tokens_details: details });
    expect(await counted('input_tokens')).toEqual({ unknown: 50 });
    expect(await counted('output_tokens')).toEqual({ unknown: 20 });
  });

  it('takes them from whoever calls a model by hand, if they are counts', async () => {
    const call = (fields: Parameters<ReturnType<typeof llmCall.start>['end']>[0]): void =>
      llmCall.start({ model: 'llama3', provider: 'ollama' }).end(fields);
    call({
      inputTokens: 10,
      inputByModality: { text: 4, image: 5 },
      cacheReadInputTokens: 3,
      cacheReadByModality: { text: 3 },
    });
    expect(onSpan()).toEqual({
      'text.input_tokens': 4,
      'image.input_tokens': 5,
      'text.cache_read.input_tokens': 3,
    });
    for (const wrong of [-1, 1.5, Number.NaN, Infinity, '7' as unknown as number]) {
      call({ inputTokens: 10, inputByModality: { text: wrong, audio: 1 } });
    }
    call({ inputTokens: 10, inputByModality: 'many' as never, outputByModality: null as never });
    const spans = traced.sink.spans().slice(1);
    expect(spans.map((span) => span.attributes['gen_ai.usage.text.input_tokens'])).toEqual(
      spans.map(() => undefined),
    );
    expect(await counted('input_tokens')).toEqual({
      text: 4,
      image: 5,
      audio: 5,
      unknown: 1 + 5 * 9 + 10,
    });
    expect(await counted('cache_read.input_tokens')).toEqual({ text: 3 });
  });
});
