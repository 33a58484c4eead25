// The AI SDK inside a bundle, which has no module to be met.

import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { bundling } from '../bundled-program.ts';
import { MOCK_MODEL } from './mock-model.ts';
import { treeOf } from './program.ts';

const PROGRAM = `
import { generateText } from 'ai';
import { createOpenAI } from '@ai-sdk/openai';
import { baseURL, close } from './mock-model.mjs';
const openai = createOpenAI({ apiKey: 'unused', baseURL });
const { text } = await generateText({ model: openai.chat('gpt-4o'), prompt: 'Hi' });
console.log(text);
close();
`;
const bundled = bundling({ 'program.mjs': PROGRAM, 'mock-model.mjs': MOCK_MODEL });

it.each([true, false])('is traced by the preload alone: minified %s', async (minify) => {
  const { exitCode, stdout, callRecords } = await runScenario({
    format: 'esm',
    source: await bundled(minify),
    nodeArguments: ['--require', 'llm-otel/register'],
    env: {},
  });
  expect({ exitCode, stdout: stdout.trim() }).toEqual({ exitCode: 0, stdout: 'Hello world' });
  expect(treeOf(callRecords().filter(({ outcome }) => outcome !== undefined))).toEqual([
    'invoke_agent gpt-4o gpt-4o completed',
    '  llm.call gpt-4o completed',
  ]);
});
