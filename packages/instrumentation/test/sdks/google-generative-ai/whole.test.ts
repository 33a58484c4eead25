// The promise of the whole response that @google/generative-ai makes beside a stream, and chats, which wait for it.

import { readFileSync } from 'node:fs';
import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { startFixtureServer } from '../fixture-server.ts';

const body = readFileSync(new URL('../google-genai/generate.sse', import.meta.url), 'utf8');

async function run(use: string, answer: 'whole' | 'cut' = 'whole') {
  const server = await startFixtureServer();
  void server.answer({
    path: '/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse',
    fixture: 'generate.sse',
    body,
    ...(answer === 'cut' && { answer: 'no JSON' as const }),
  });
  try {
    const { exitCode, stdout, stderr, callRecords } = await runScenario({
      format: 'esm',
      source: `
        import { GoogleGenerativeAI } from '@google/generative-ai';
        const ai = new GoogleGenerativeAI('unused');
        const model = ai.getGenerativeModel({ model: 'gemini-2.5-flash' }, { baseUrl: process.env.URL });
        const ask = () => model.generateContentStream('Where does the quokka live?');
        ${use}`,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: {
        URL: server.url,
        OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true',
      },
    });
    return { exitCode, stdout, stderr, records: callRecords() };
  } finally {
    await server.close();
  }
}

const ANSWER = {
  outcome: 'completed',
  prompt_tokens: 21,
  completion_tokens: 24,
  finish_reasons: ['stop'],
};

it.each([
  ['alone', `const { response } = await ask(); console.log((await response).text());`],
  [
    'after the stream',
    `const result = await ask();
     for await (const chunk of result.stream) void chunk;
     console.log((await result.response).text());`,
  ],
  [
    'of a chat whose stream is read',
    `const result = await model.startChat().sendMessageStream('Where does the quokka live?');
     for await (const chunk of result.stream) void chunk;
     console.log((await result.response).text());`,
  ],
  [
    'of a chat whose stream is not read',
    `const result = await model.startChat().sendMessageStream('Where does the quokka live?');
     console.log((await result.response).text());`,
  ],
])('completes the call once: %s', async (_what, use) => {
  const { exitCode, stdout, records } = await run(use);
  expect(exitCode).toBe(0);
  expect(stdout).toContain('The quokka lives on Rottnest Island.');
  expect(records).toMatchObject([ANSWER]);
  expect(JSON.stringify(records)).toContain('lives on Rottnest Island.');
});

it('completes a call whose stream and response nobody takes: the package has read all of it', async () => {
  const { records } = await run(`await ask();`);
  expect(records).toMatchObject([ANSWER]);
});

it('fails the call once, with the error that the application gets', async () => {
  const { stdout, records } = await run(
    `const result = await ask();
     await result.response.catch((error) => console.log(error.message));`,
    'cut',
  );
  expect(stdout).toContain('Error parsing JSON response');
  expect(records).toMatchObject([{ outcome: 'error', error_code: 'GoogleGenerativeAIError' }]);
});

it('leaves the rejection of a response that nobody takes unhandled, as it is without us', async () => {
  const { exitCode, stderr, records } = await run(`await ask();`, 'cut');
  expect(exitCode).toBe(1);
  expect(stderr).toContain('Error parsing JSON response');
  expect(records).toMatchObject([{ outcome: 'error' }]);
});
