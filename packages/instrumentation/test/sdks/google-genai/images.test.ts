// Images and videos of @google/genai, and interactions that run in the background.

import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { startFixtureServer } from '../fixture-server.ts';

async function run(path: string, answer: object, use: string) {
  const server = await startFixtureServer();
  void server.answer({ path, fixture: 'answer.json', body: JSON.stringify(answer) });
  try {
    const { exitCode, stdout, callRecords } = await runScenario({
      format: 'esm',
      source: `
        import { GoogleGenAI } from '@google/genai';
        const baseUrl = process.env.URL;
        const ai = new GoogleGenAI({ vertexai: true, apiKey: 'unused', httpOptions: { baseUrl } });
        ${use}`,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: { URL: server.url, OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' },
    });
    return { exitCode, stdout, records: callRecords().filter(({ outcome }) => outcome) };
  } finally {
    await server.close();
  }
}

const models = '/v1beta1/publishers/google/models';

it('counts the images that a filter lets through', async () => {
  const image = { mimeType: 'image/png', bytesBase64Encoded: 'iVBORw0KGgo=' };
  const { exitCode, stdout, records } = await run(
    `${models}/imagen-4.0-generate-001:predict`,
    { predictions: [image, image, { raiFilteredReason: 'It was filtered.' }] },
    `const { generatedImages } = await ai.models.generateImages({
       model: 'imagen-4.0-generate-001',
       prompt: 'A quokka.',
       config: { numberOfImages: 3, includeRaiReason: true },
     });
     console.log(generatedImages.length);`,
  );
  expect([exitCode, stdout.trim()]).toEqual([0, '3']);
  expect(records).toMatchObject([
    {
      outcome: 'completed',
      operation: 'generate_content',
      model_id: 'imagen-4.0-generate-001',
      output_type: 'image',
      attributes: { 'llm_otel.usage.images': 2 },
    },
  ]);
  expect(JSON.stringify(records)).toContain('A quokka.');
  expect(JSON.stringify(records)).toContain('content_filter');
});

it('records the order of a video once', async () => {
  const name = `${models.slice(9)}/veo-3.1/operations/4f2a`;
  const { exitCode, stdout, records } = await run(
    `${models}/veo-3.1-generate:predictLongRunning`,
    { name },
    `const { name } = await ai.models.generateVideos({
       model: 'veo-3.1-generate',
       source: { prompt: 'A quokka runs.' },
     });
     console.log(name);`,
  );
  expect([exitCode, stdout.trim()]).toEqual([0, name]);
  expect(records).toMatchObject([
    { outcome: 'completed', model_id: 'veo-3.1-generate', response_id: name },
  ]);
  expect(JSON.stringify(records)).toContain('A quokka runs.');
});

it('counts the tokens of an interaction in the background once, when its end is found', async () => {
  const usage = { total_input_tokens: 18, total_output_tokens: 9, total_tokens: 27 };
  const ended = { id: 'v1_4f2a', model: 'gemini-3-flash', status: 'completed', steps: [], usage };
  const { exitCode, records } = await run(
    '/v1beta1/interactions/v1_4f2a?stream=false',
    ended,
    `const plain = globalThis.fetch;
     globalThis.fetch = (to, init) =>
       new Request(to, init).method === 'POST'
         ? Promise.resolve(Response.json({ id: 'v1_4f2a', model: 'gemini-3-flash', status: 'in_progress' }))
         : plain(to, init);
     await ai.interactions.create({ model: 'gemini-3-flash', input: 'Hi', background: true });
     await ai.interactions.get('v1_4f2a');
     await ai.interactions.get('v1_4f2a');`,
  );
  expect(exitCode).toBe(0);
  const counted = records.filter((record) => record['prompt_tokens'] !== undefined);
  expect(counted).toMatchObject([{ prompt_tokens: 18, completion_tokens: 9 }]);
});
