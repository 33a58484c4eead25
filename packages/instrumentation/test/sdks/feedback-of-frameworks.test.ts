// Feedback on what a framework answered: by the id of the response that the framework hands out, by the conversation that
// it names, and by the trace.

import { type MockLlm, runScenario, startMockLlm } from '@llm-otel/testkit';
import { afterAll, beforeAll, expect, it } from 'vitest';

let mock: MockLlm;
beforeAll(async () => {
  mock = await startMockLlm();
});
afterAll(() => mock.close());

/** Programs that set `id`, that of the response, and ask in the conversation `thread-1` where the framework has a word for it. */
const PROGRAMS = {
  'the AI SDK': `
    const { generateText } = await import('ai');
    const { createOpenAI } = await import('@ai-sdk/openai');
    const model = createOpenAI({ apiKey: 'unused', baseURL: process.env.OPENAI_BASE_URL }).chat('gpt-4o');
    const { response } = await generateText({ model, prompt: 'Hi' });
    id = response.id;`,
  'OpenAI Agents': `
    const { Agent, OpenAIResponsesModel, run, setTraceProcessors, withTrace } = await import('@openai/agents');
    const { default: OpenAI } = await import('openai');
    setTraceProcessors([]);
    const agent = new Agent({ name: 'brief', instructions: 'Be brief.', model: new OpenAIResponsesModel(new OpenAI(), 'gpt-4o') });
    const result = await withTrace('talk', () => run(agent, 'Hi'), { groupId: 'thread-1' });
    id = result.lastResponseId;`,
  LangChain: `
    const { ChatOpenAI } = await import('@langchain/openai');
    const { RunnableLambda } = await import('@langchain/core/runnables');
    const model = new ChatOpenAI({ model: 'gpt-4o', configuration: { baseURL: process.env.OPENAI_BASE_URL } });
    const chain = RunnableLambda.from((text) => model.invoke(text)).withConfig({ runName: 'talk' });
    const message = await chain.invoke('Hi', { configurable: { thread_id: 'thread-1' } });
    id = message.id;`,
};

it.each(Object.entries(PROGRAMS))('%s', async (name, program) => {
  const result = await runScenario({
    format: 'esm',
    source: `
      import { feedback } from 'llm-otel';
      let id;
      ${program}
      feedback({ response: id, thumbs: 'down' });`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' },
  });
  expect(result).toMatchObject({ exitCode: 0 });
  const records = result.callRecords();
  const [call] = records.filter((record) => record['operation'] === 'chat');
  const [judged] = records.filter((record) => record['log_type'] === 'feedback');
  expect(judged).toMatchObject({ feedback_name: 'thumbs', feedback_label: 'down' });
  expect(judged!['response_id']).toBe(call!['response_id']);
  expect(call!['response_id']).toEqual(expect.any(String));
  // Feedback from elsewhere names one of these.
  expect(call).toMatchObject({ trace_id: expect.any(String), request_id: expect.any(String) });
  expect(call!['conversation_id']).toBe(name === 'the AI SDK' ? undefined : 'thread-1');
});
