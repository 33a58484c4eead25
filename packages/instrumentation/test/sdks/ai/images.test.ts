// Images of the AI SDK, in all of its versions.

import { describe, expect, it } from 'vitest';
import { type Major, runAi } from './program.ts';

const DRAW = `
  const { generateImage = sdk.experimental_generateImage } = sdk;
  const drawn = await generateImage({ model: openai.image('dall-e-3'), prompt: 'A quokka.', size: '1024x1024' });
  console.log(drawn.images.length, Object.keys(drawn.image), 'createTelemetryDispatcher' in globalThis);`;
const FAIL = `
  const { generateImage = sdk.experimental_generateImage } = sdk;
  failNext(9);
  await generateImage({ model: openai.image('dall-e-3'), prompt: 'A quokka.', maxRetries: 0 }).catch((error) => console.log(error.name, error.message));`;

describe.each([
  [7, 'esm'],
  [6, 'esm'],
  [6, 'cjs'],
  [5, 'cjs'],
  [4, 'esm'],
] as const)('version %i as %s', (major: Major, format) => {
  it('records them once, with their price', async () => {
    const [bare, traced] = await Promise.all([
      runAi(DRAW, { major, format, isTraced: false }),
      runAi(DRAW, { major, format }),
    ]);
    expect(bare).toMatchObject({ exitCode: 0 });
    expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
    expect(traced.records).toMatchObject([
      {
        operation: 'generate_content',
        output_type: 'image',
        provider: 'openai',
        model_id: 'dall-e-3',
        outcome: 'completed',
        cost_usd: 0.04,
        attributes: { 'llm_otel.usage.images': 1 },
      },
    ]);
    expect(JSON.stringify(traced.records)).not.toContain('quokka');
  });
});

it('records why there are none', async () => {
  const [bare, traced] = await Promise.all([runAi(FAIL, { isTraced: false }), runAi(FAIL)]);
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
  expect(traced.records).toMatchObject([{ outcome: 'error', output_type: 'image' }]);
});

it('records what is drawn where content is recorded', async () => {
  const { records } = await runAi(DRAW, {
    env: { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' },
  });
  const [record] = records;
  expect(record).toMatchObject({
    input_messages: [{ role: 'user', parts: [{ type: 'text', content: 'A quokka.' }] }],
  });
  expect(record!['output_messages']).toMatchObject([
    { role: 'assistant', parts: [{ modality: 'image', mime_type: 'image/png' }] },
  ]);
});
