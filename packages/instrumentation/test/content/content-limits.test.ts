// How much of content is recorded: texts are cut and say so, media are described, and all of it together
// is bounded.

import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { spansOf as spansOfProgram } from '../support/spoken.ts';
import { useTracedProgram } from '../support/traced-program.ts';

const traced = useTracedProgram();

type Attributes = Readonly<Record<string, unknown>>;
interface Part {
  readonly content: string;
}

const spansOf = (
  source: string,
  env: Readonly<Record<string, string>> = {},
): Promise<readonly Attributes[]> => spansOfProgram(traced, source, undefined, env);

const messagesOf = (attributes: Attributes | undefined): { parts: Part[] }[] =>
  attributes!['gen_ai.input.messages'] as { parts: Part[] }[];
const textOf = (attributes: Attributes | undefined): string =>
  messagesOf(attributes)[0]!.parts[0]!.content;

describe('a long text', () => {
  it('is cut, and says how long it was', async () => {
    const [call] = await spansOf(`ask('ab'.repeat(5e6));`);
    expect(textOf(call)).toBe(`${'ab'.repeat(8192)}… [truncated: 10000000 characters]`);
    expect(call).toMatchObject({
      'llm_otel.prompt.length': 10_000_000,
      'llm_otel.content.dropped_characters': 10_000_000 - 16_384,
    });
  });

  it('is cut where the setting says', async () => {
    const [call] = await spansOf(`ask('a'.repeat(1001)); ask('a'.repeat(1000));`, {
      LLM_OTEL_TEXT_MAX: '1KB',
    });
    expect(textOf(call)).toBe(`${'a'.repeat(1000)}… [truncated: 1001 characters]`);
    expect(textOf(traced.sink().traces()[1]!.attributes)).toBe('a'.repeat(1000));
  });

  it('shows nothing of an address or a key that lies across the cut', async () => {
    const values = ['quokka.quokka@quokka.example.com', `AIza${'quokka1'.repeat(5)}`];
    const calls = values.flatMap((value) =>
      [3, 9, 15, 21, 27].map((shift) => `ask('x'.repeat(${999 - shift}) + ' ${value} and on');`),
    );
    const spans = await spansOf(calls.join('\n'), { LLM_OTEL_TEXT_MAX: '1KB' });
    expect(spans).toHaveLength(10);
    for (const span of spans) expect(textOf(span)).not.toMatch(/quokka/);
  });

  it('never ends in half a character', async () => {
    const [call] = await spansOf(`ask('x' + '😀'.repeat(1000));`, { LLM_OTEL_TEXT_MAX: '1KB' });
    expect(textOf(call).isWellFormed()).toBe(true);
  });
});

describe('all of what is said', () => {
  it('is bounded; the newest messages are kept', async () => {
    const [call] = await spansOf(
      `ask(Array.from({ length: 1000 }, (_, n) => ({ role: 'user', parts: [{ type: 'text', content: n + ' ' + 'a'.repeat(996) }] })));`,
      { LLM_OTEL_CONTENT_MAX: '10KB' },
    );
    const messages = messagesOf(call);
    expect(messages.length).toBeLessThan(12);
    expect(messages.at(-1)!.parts[0]!.content).toMatch(/^999 a{996}$/);
    expect(messages[1]!.parts[0]!.content).toMatch(/^99\d a{996}$/);
    expect(call).toMatchObject({ 'llm_otel.request.message_count': 1000 });
    expect(JSON.stringify(call).length).toBeLessThan(12_000);
  });

  it('is bounded where it has no end', async () => {
    const [call] = await spansOf(
      `tool('t', { arguments: { numbers: new Array(2 ** 32 - 1), wide: Object.fromEntries(Array.from({ length: 1e5 }, (_, n) => ['k' + n, n])) } }, () => new Float64Array(1e6));`,
    );
    expect(JSON.stringify(call).length).toBeLessThan(400_000);
    expect(Number(call!['llm_otel.content.dropped_characters'])).toBeGreaterThan(2 ** 32 - 1e6);
  });
});

describe('media', () => {
  const bytes = Buffer.from('quokka'.repeat(100));
  const digest = `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
  const program = `import OpenAI from 'openai';
    const data = ${JSON.stringify(bytes.toString('base64'))};
    await new OpenAI().chat.completions.create({ model: 'm', messages: [{ role: 'user', content: [
      { type: 'image_url', image_url: { url: 'data:image/png;base64,' + data } },
      { type: 'input_audio', input_audio: { data, format: 'wav' } }] }] });
    tool('t', { arguments: { picture: 'data:image/gif;base64,' + data } }, () => Buffer.from(data, 'base64'));`;

  it('are described by type, size and digest', async () => {
    const [call, run] = await spansOf(program);
    expect(messagesOf(call)[0]!.parts).toEqual([
      { type: 'blob', modality: 'image', mime_type: 'image/png', content: '', size: 600, digest },
      { type: 'blob', modality: 'audio', mime_type: 'audio/wav', content: '', size: 600, digest },
    ]);
    expect(run).toMatchObject({
      'gen_ai.tool.call.arguments': { picture: `[image/gif: 600 bytes, ${digest}]` },
      'gen_ai.tool.call.result': { result: `[binary: 600 bytes, ${digest}]` },
    });
  });

  it('are recorded whole where that is asked for', async () => {
    const [call] = await spansOf(program, { LLM_OTEL_CAPTURE_MEDIA: 'full' });
    const [image] = messagesOf(call)[0]!.parts;
    expect(image).toMatchObject({ content: bytes.toString('base64') });
  });

  it('are whole or described, never cut', async () => {
    const env = { LLM_OTEL_CAPTURE_MEDIA: 'full' };
    const ask = (size: number): string => `ask([{ role: 'user', parts: [
      { type: 'blob', modality: 'image', content: Buffer.alloc(${size}, 'quokka').toString('base64') }] }]);`;
    const [fits, doesNot] = await spansOf(ask(60_000) + ask(600_000), env);
    expect(textOf(fits)).toHaveLength(80_000);
    expect(messagesOf(doesNot)[0]!.parts[0]).toMatchObject({ content: '', size: 600_000 });
  });

  it('are described without a digest where they are very large', async () => {
    const [run] = await spansOf(`tool('t', {}, () => new Uint8Array(5e6));`);
    expect(run).toMatchObject({ 'gen_ai.tool.call.result': { result: '[binary: 5000000 bytes]' } });
  });
});
