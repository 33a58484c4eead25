// What is recorded of tools and searches where content is recorded, and how feedback finds its call.

import { expect, it } from 'vitest';
import { runLangChain } from './program.ts';
import { PROGRAMS } from './programs.ts';

const withContent = { env: { OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT: 'true' } };

it('has the query and the documents of a search, with their scores', async () => {
  const { records } = await runLangChain(PROGRAMS.rag, withContent);
  const found = records.filter(({ log_type: type }) => type === 'retrieval_completed');
  expect(found).toMatchObject([
    {
      data_source_id: 'toy',
      top_k: 2,
      retrieved_count: 2,
      best_score: 0.75,
      query: 'Where is it sunny?',
      documents: [
        { id: 'doc-0', score: 0.75 },
        { id: 'doc-1', score: 0.25 },
      ],
    },
    { top_k: 1, query: 'Where is it sunny?', documents: [{ id: 'doc-0', score: 0.75 }] },
    { top_k: 1, query: 'Where is it sunny?', documents: [{ id: 'doc-0', score: 0.75 }] },
  ]);
});

it.each(['newest', '0.3.0'] as const)(
  'has the arguments and the result of a tool, and the id of its call: %s',
  async (release) => {
    const { records } = await runLangChain(PROGRAMS.tools, { ...withContent, release });
    const executed = records.filter(({ log_type: type }) => type === 'tool_completed');
    expect(executed).toMatchObject([
      {
        tool_name: 'weather',
        tool_call_id: 'call_1',
        tool_arguments: { city: 'Paris' },
        tool_result: { result: 'sunny in Paris' },
      },
    ]);
  },
);

it('takes feedback by the message of a model, and by the trace', async () => {
  const { all } = await runLangChain(`
    const { feedback } = await import('llm-otel');
    const answer = await model.invoke('Hi', { configurable: { thread_id: 'thread-1' } });
    feedback({ response: answer, thumbs: 'up' });
    const note = () => { seen.push(trace.getActiveSpan().spanContext()); };
    await runnables.RunnableLambda.from(note).invoke('Hi');
    const [{ traceId, spanId }] = seen;
    feedback({ traceId, spanId, thumbs: 'down' });`);
  const [call, step] = all.filter(({ outcome }) => outcome !== undefined);
  const given = all.filter(({ log_type: type }) => type === 'feedback');
  expect(call).toMatchObject({ response_id: 'chatcmpl-1', conversation_id: 'thread-1' });
  expect(given).toMatchObject([
    { response_id: 'chatcmpl-1' },
    { trace_id: step!['trace_id'], span_id: step!['span_id'] },
  ]);
});

it.each(['newest', '0.3.0'] as const)(
  'has the conversation and the user that a run names, unless the application has said: %s',
  async (release) => {
    const { records } = await runLangChain(
      `const { withConversation } = await import('llm-otel');
       const chain = prompts.ChatPromptTemplate.fromTemplate('{q}').pipe(model);
       await chain.invoke({ q: 'Hi' }, { configurable: { thread_id: 'thread-1' }, metadata: { user_id: 'user-1' } });
       await model.invoke('Hi', { configurable: { sessionId: 'session-1' } });
       await withConversation({ conversationId: 'own', userId: 'me' }, () =>
         chain.invoke({ q: 'Hi' }, { configurable: { thread_id: 'thread-1', user_id: 'user-1' } }),
       );`,
      { release },
    );
    const named = { conversation_id: 'thread-1', user_id: 'user-1' };
    const own = { conversation_id: 'own', user_id: 'me' };
    expect(records).toMatchObject([named, named, { conversation_id: 'session-1' }, own, own]);
  },
);

it.each(['newest', '0.3.80'] as const)(
  'has no word that an error of LangChain quotes: %s',
  async (release) => {
    const { stdout, all } = await runLangChain(
      `const answer = 'It is "canary-one", or canary-two';
       class Mine extends chatModels.BaseChatModel {
         _llmType() { return 'mine'; }
         async _generate() { return { generations: [{ text: answer, message: new messages.AIMessage(answer) }] }; }
       }
       const tell = ({ message }) => console.log(message);
       for (const parser of [parsers.StructuredOutputParser.fromZodSchema(z.object({ city: z.string() })), new parsers.JsonOutputParser()]) {
         await new Mine({}).pipe(parser).invoke('canary-three').catch(tell);
       }
       const look = tool(async () => 'x', { name: 'look', description: 'd', schema: z.object({ at: z.enum(['a', 'b']) }), verboseParsingErrors: true });
       await look.invoke({ at: 'canary-four' }).catch(tell);
       const { StateGraph, Annotation } = graphs;
       const graph = new StateGraph(Annotation.Root({ text: Annotation() })).addNode('only', () => 'canary-five').addEdge('__start__', 'only').compile();
       await graph.invoke({ text: 'x' }).catch(tell);`,
      { release },
    );
    expect(stdout).toContain('canary-one');
    expect(all.filter(({ outcome }) => outcome === 'error')).toHaveLength(5);
    expect(JSON.stringify(all)).not.toContain('canary');
  },
);
