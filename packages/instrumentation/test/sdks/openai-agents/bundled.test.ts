// OpenAI Agents inside a bundle, which has no module to be met.

import { runScenario } from '@llm-otel/testkit';
import { expect, it } from 'vitest';
import { bundling } from '../bundled-program.ts';
import { MOCK_OPENAI } from './mock-openai.ts';
import { endsOf } from './program.ts';

const PROGRAM = `
import { Agent, run, setDefaultOpenAIClient, setTraceProcessors, tool } from '@openai/agents';
import OpenAI from 'openai';
import { z } from 'zod';
import { baseURL, close } from './mock-openai.mjs';
setDefaultOpenAIClient(new OpenAI({ apiKey: 'unused', baseURL }));
setTraceProcessors([]);
const weather = tool({ name: 'weather', description: 'x', parameters: z.object({ city: z.string() }), execute: async () => 'sunny' });
console.log((await run(new Agent({ name: 'Weather', model: 'gpt-4o', tools: [weather] }), 'Hi')).finalOutput);
close();
`;
const bundled = bundling({ 'program.mjs': PROGRAM, 'mock-openai.mjs': MOCK_OPENAI });

it.each([true, false])('is traced by the preload alone: minified %s', async (minify) => {
  const { exitCode, stdout, callRecords } = await runScenario({
    format: 'esm',
    source: await bundled(minify),
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { NODE_ENV: 'production', LLM_OTEL_SPAN_NAMES: 'semconv' },
  });
  expect({ exitCode, stdout }).toEqual({ exitCode: 0, stdout: 'Hello world\n' });
  const records = callRecords().filter(({ outcome }) => outcome !== undefined);
  // Nothing below tells the model: the SDK of OpenAI is inside the bundle as well.
  expect(endsOf(records)).toEqual([
    'chat completed',
    'execute_tool weather completed',
    'chat completed',
    'invoke_agent Weather completed',
    'invoke_workflow completed',
  ]);
  const calls = records.filter(({ operation }) => operation === 'chat');
  expect(calls).toMatchObject([
    { model_version: 'gpt-4o-2024-08-06', prompt_tokens: 20, cache_read_tokens: 8 },
    { model_version: 'gpt-4o-2024-08-06', completion_tokens: 5, reasoning_tokens: 2 },
  ]);
});
