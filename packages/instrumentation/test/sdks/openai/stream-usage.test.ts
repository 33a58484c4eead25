// LLM_OTEL_STREAM_USAGE: token counts of streams that the application does not ask for.

import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../../support/traced-program.ts';

const { mock, run } = useTracedProgram({ isHosted: true });
const read = (options: string, reader: string): string => `
  import OpenAI from 'openai';
  const request = { model: 'gpt-4o', stream: true, ${options} messages: [{ role: 'user', content: 'What is a span?' }] };
  const before = JSON.stringify(request);
  const stream = await new OpenAI().chat.completions.create(request);
  ${reader}
  console.log(before === JSON.stringify(request));`;
const chunks = `const chunks = []; for await (const chunk of stream) chunks.push(chunk); console.log(JSON.stringify(chunks));`;
const asking = { LLM_OTEL_STREAM_USAGE: 'request' };
/** Ids follow the number of the request, times the clock. */
const withoutIds = (text: string): string => text.replaceAll(/chatcmpl-\d+|"created":\d+/g, '#');

describe('request', () => {
  it.each([
    ['every chunk', chunks],
    [
      'chunks from concurrent steps',
      `const steps = []; const iterator = stream[Symbol.asyncIterator]();
       for (let count = 0; count < 40; count++) steps.push(iterator.next());
       console.log(JSON.stringify(await Promise.all(steps)));`,
    ],
    ['a readable stream', `console.log(await new Response(stream.toReadableStream()).text());`],
    [
      'both branches of tee()',
      `const read = async (branch) => { const all = []; for await (const chunk of branch) all.push(chunk); return all; };
       console.log(JSON.stringify(await Promise.all(stream.tee().map(read))));`,
    ],
  ])('shows the caller %s as they are without us asking', async (_name, reader) => {
    const observed = await run({}, read('', reader));
    mock().reset();
    const asked = await run(asking, read('', reader));
    expect(withoutIds(asked.stdout)).toBe(withoutIds(observed.stdout));
    expect(asked.exitCode).toBe(0);
    expect(mock().requests[0]?.body).toMatchObject({ stream_options: { include_usage: true } });
    expect(observed.callRecords()[0]).not.toHaveProperty('prompt_tokens');
    expect(asked.callRecords()).toMatchObject([
      { prompt_tokens: expect.any(Number), outcome: 'completed' },
    ]);
  });

  it.each([
    'stream_options: { include_usage: true },',
    'stream_options: { include_usage: false },',
  ])('leaves the decision of the caller alone (%s)', async (options) => {
    const observed = await run({}, read(options, chunks));
    mock().reset();
    const asked = await run(asking, read(options, chunks));
    expect(withoutIds(asked.stdout)).toBe(withoutIds(observed.stdout));
  });

  it('asks for nothing where nothing is streamed', async () => {
    await run(asking);
    expect(mock().requests[0]?.body).not.toHaveProperty('stream_options');
  });
});

describe('observe', () => {
  it('takes the usage that the caller asks for, and sends the very same request', async () => {
    const { stdout } = await run({}, read('stream_options: { include_usage: true },', chunks));
    expect(stdout).toContain('"choices":[],"usage":{');
    const plain = await run({}, read('', chunks));
    expect(plain.stdout).not.toContain('usage');
    expect(mock().requests[1]?.body).not.toHaveProperty('stream_options');
  });
});
