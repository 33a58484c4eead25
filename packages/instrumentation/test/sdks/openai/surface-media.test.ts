// Images and sound on every supported version of openai.

import type { Attributes } from '@opentelemetry/api';
import type { SpanRecord } from '@llm-otel/testkit';
import { describe, expect, it } from 'vitest';
import { majors, useTracedOpenAi } from '../../support/traced-openai.ts';

const canary = 'canary-7c41';
const chunksOf = async (stream: AsyncIterable<unknown>): Promise<number> => {
  let count = 0;
  for await (const _chunk of stream) count++;
  return count;
};
const upload = (): File => new File([canary], `${canary}.wav`);
const is4 = (version: string): boolean => version.startsWith('4');
const streamsImages = (version: string): boolean => !is4(version) && version !== '5.0.0';

describe.each(majors)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  /** The only span, and nothing of the content in it. */
  const onlySpan = (): SpanRecord & { attributes: Attributes } => {
    expect(traced.sink.spans()).toHaveLength(1);
    expect(traced.sink.toJson()).not.toContain(canary);
    return traced.sink.spans()[0]!;
  };
  /** The histograms of this test; counters go on from one test to the next. */
  const histograms = async (): Promise<string[]> =>
    (await traced.sink.metrics())
      .filter(({ points }) => points.some(({ count }) => (count ?? 0) > 0))
      .map(({ name }) => name);

  it('describes generated, edited and varied images', async () => {
    const { images } = traced.client;
    const generated = await images.generate({ model: 'gpt-image-1', prompt: canary, n: 2 });
    expect(onlySpan()).toMatchObject({
      kind: 'client',
      name: 'llm.call',
      attributes: {
        'gen_ai.operation.name': 'generate_content',
        'gen_ai.output.type': 'image',
        'gen_ai.request.model': 'gpt-image-1',
        'gen_ai.request.choice.count': 2,
        'gen_ai.usage.input_tokens': generated.usage?.input_tokens,
        'gen_ai.usage.output_tokens': 272,
      },
    });
    expect(await histograms()).toContain('gen_ai.client.inference.operation.output_tokens');
    await traced.sink.reset();
    await images.edit({ model: 'gpt-image-1', prompt: canary, image: upload() });
    expect(onlySpan().attributes).toMatchObject({ 'gen_ai.usage.output_tokens': 272 });
    await traced.sink.reset();
    await images.createVariation({ image: upload() });
    expect(onlySpan().attributes).toMatchObject({ 'gen_ai.output.type': 'image' });
    expect(onlySpan().attributes).not.toHaveProperty('gen_ai.usage.output_tokens');
  });

  it.runIf(streamsImages(version))('describes streamed images', async () => {
    const { images } = traced.client;
    const request = { model: 'gpt-image-1', prompt: canary, stream: true } as const;
    expect(await chunksOf(await images.generate(request))).toBe(2);
    expect(onlySpan().attributes).toMatchObject({
      'gen_ai.request.stream': true,
      'gen_ai.usage.output_tokens': 272,
      'gen_ai.response.time_to_first_chunk': expect.any(Number),
    });
    await traced.sink.reset();
    expect(await chunksOf(await images.edit({ ...request, image: upload() }))).toBe(2);
    expect(onlySpan().attributes).toMatchObject({ 'gen_ai.usage.output_tokens': 272 });
  });

  it('ends a call for speech without reading the sound', async () => {
    const response = await traced.client.audio.speech.create({
      model: 'tts-1',
      voice: 'alloy',
      input: canary,
    });
    expect(onlySpan().attributes).toMatchObject({
      'gen_ai.operation.name': 'generate_content',
      'gen_ai.output.type': 'speech',
      'gen_ai.request.model': 'tts-1',
      'llm_otel.outcome': 'completed',
    });
    expect(response.bodyUsed).toBe(false);
    expect(Buffer.from(await response.arrayBuffer()).toString()).toBe('a sound');
  });

  it('describes transcriptions and translations', async () => {
    const { transcriptions, translations } = traced.client.audio;
    const request = { model: 'gpt-4o-transcribe', file: upload() };
    traced.mock.behaveNext({ answer: canary });
    const { text } = await transcriptions.create(request);
    expect(text).toBe(canary);
    expect(onlySpan().attributes).toMatchObject({
      'gen_ai.operation.name': 'generate_content',
      'gen_ai.output.type': 'text',
      'gen_ai.usage.input_tokens': 14,
      'gen_ai.usage.output_tokens': 3,
    });
    await traced.sink.reset();
    const plain: unknown = await transcriptions.create({ ...request, response_format: 'text' });
    expect(plain).toBeTypeOf('string');
    expect(onlySpan().attributes).toMatchObject({ 'llm_otel.outcome': 'completed' });
    await traced.sink.reset();
    await translations.create({ model: 'whisper-1', file: upload() });
    expect(onlySpan().attributes).toMatchObject({ 'gen_ai.request.model': 'whisper-1' });
    expect(onlySpan().attributes).not.toHaveProperty('gen_ai.usage.input_tokens');
  });

  it.runIf(version !== '4.76.0')('describes a streamed transcription', async () => {
    const stream = await traced.client.audio.transcriptions.create({
      model: 'gpt-4o-transcribe',
      file: upload(),
      stream: true,
    });
    expect(await chunksOf(stream)).toBeGreaterThan(2);
    expect(onlySpan().attributes).toMatchObject({
      'gen_ai.request.stream': true,
      'gen_ai.usage.input_tokens': 14,
    });
  });
});
