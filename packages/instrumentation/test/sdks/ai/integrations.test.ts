// Calls of version 7 that name integrations of their own, in place of those that are registered.

import { describe, expect, it } from 'vitest';
import { runAi, treeOf } from './program.ts';

const program = (integrations: string, more = ''): string => `
  const heard = [];
  const own = { onStart: (event) => heard.push(Object.keys(event).length > 0), onEnd: () => heard.push('end') };
  const asked = {
    model, prompt: 'Where is it sunny?', tools: { weather: weatherTool(sdk.tool) }, stopWhen: sdk.stepCountIs(3),
    telemetry: { functionId: 'greet', integrations: ${integrations}${more} },
  };
  const given = asked.telemetry.integrations;
  console.log((await sdk.generateText(asked)).text);
  const result = sdk.streamText(asked);
  for await (const part of result.textStream) console.log(part);
  console.log(heard, given === asked.telemetry.integrations, [given].flat().length);`;
const CALL = [
  'invoke_agent greet gpt-4o completed',
  '  llm.call gpt-4o completed',
  '  execute_tool weather  completed',
  '  llm.call gpt-4o completed',
];

describe('a call with integrations of its own', () => {
  it.each([
    ['one', 'own'],
    ['a list', '[own]'],
    ['none', '[]'],
    ['all that are registered', '[...globalThis.AI_SDK_TELEMETRY_INTEGRATIONS ?? []]'],
  ])('is traced once: %s', async (_what, integrations) => {
    const source = program(integrations).replace(', [given].flat().length', '');
    const [bare, traced] = await Promise.all([runAi(source, { isTraced: false }), runAi(source)]);
    expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
    expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
    expect(treeOf(traced.records)).toEqual([...CALL, ...CALL]);
  });

  it('is left alone if it wants no telemetry', async () => {
    const { records, stdout } = await runAi(program('[own]', ', isEnabled: false'));
    expect(records).toEqual([]);
    expect(stdout).toContain('[] true 1');
  });
});
