// The example as a process of its own: the rounds of its loop, as call records.

import { runScenario, startMockLlm } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

it('leaves two calls and the tool between them below one agent', async () => {
  const mock = await startMockLlm();
  const result = await runScenario({
    format: 'esm',
    source: `import '${new URL('tools.mjs', import.meta.url).href}';`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' },
  });
  await mock.close();

  expect(result).toMatchObject({
    exitCode: 0,
    stdout: 'The tool reports: city Paris, sky clear, celsius 21.\n',
  });
  const records = result.callRecords();
  const agent = records.at(-1);
  const below = { trace_id: agent?.['trace_id'], parent_span_id: agent?.['span_id'] };
  expect(records).toMatchObject([
    { operation: 'chat', finish_reasons: ['tool_calls'], ...below },
    { operation: 'execute_tool', tool_name: 'get_weather', ...below },
    { operation: 'chat', finish_reasons: ['stop'], ...below },
    {
      operation: 'invoke_agent',
      agent_name: 'weather',
      model_id: 'gpt-4o-mini',
      status: 'success',
    },
  ]);
  expect(agent).not.toHaveProperty('parent_span_id');
});
