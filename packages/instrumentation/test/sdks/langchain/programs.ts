// Programs of the kind that the documentation of LangChain and LangGraph has.

const WEATHER = `
const weather = tool(async ({ city }) => 'sunny in ' + city, {
  name: 'weather', description: 'The weather of a city.', schema: z.object({ city: z.string() }),
});`;
const QUESTION = `{ messages: [{ role: 'user', content: 'Where is it sunny?' }] }`;

/** By name; every release runs them. */
export const PROGRAMS = {
  chain: `
    const prompt = prompts.ChatPromptTemplate.fromMessages([['system', 'Be brief.'], ['human', '{q}']]);
    const chain = prompt.pipe(model).pipe(new parsers.StringOutputParser()).withConfig({ runName: 'answer' });
    console.log(await chain.invoke({ q: 'Where is it sunny?' }));
    for await (const part of await chain.stream({ q: 'Where is it sunny?' })) console.log(part);
    console.log(await chain.batch([{ q: 'Where?' }, { q: 'When?' }], { maxConcurrency: 1 }));`,

  tools: `
    ${WEATHER}
    const asked = [new messages.HumanMessage('Where is it sunny?')];
    const able = model.bindTools([weather]);
    asked.push(await able.invoke(asked));
    for (const call of asked.at(-1).tool_calls) asked.push(await weather.invoke({ ...call, type: 'tool_call' }));
    console.log((await able.invoke(asked)).content);`,

  rag: `
    const docs = ['sunny in Paris', 'rain in Oslo'].map((pageContent, index) => ({ pageContent, metadata: { id: 'doc-' + index } }));
    class Toy extends vectorStores.VectorStore {
      _vectorstoreType() { return 'toy'; }
      async addDocuments() {}
      async addVectors() {}
      async similaritySearchVectorWithScore(_vector, k) { return docs.slice(0, k).map((doc, index) => [doc, 0.75 - index / 2]); }
    }
    const embeddings = new OpenAIEmbeddings({ model: 'text-embedding-3-small', apiKey: 'unused', openAIApiKey: 'unused', configuration: { baseURL } });
    const store = new Toy(embeddings, {});
    const retriever = store.asRetriever(2);
    const chain = runnables.RunnableSequence.from([
      { context: retriever.pipe((found) => found.map(({ pageContent }) => pageContent).join()), question: new runnables.RunnablePassthrough() },
      prompts.ChatPromptTemplate.fromTemplate('{context} {question}'),
      model,
      new parsers.StringOutputParser(),
    ]).withConfig({ runName: 'rag' });
    console.log(await chain.invoke('Where is it sunny?'));
    console.log(await store.similaritySearch('Where is it sunny?', 1));
    console.log(await store.similaritySearchWithScore('Where is it sunny?', 1));`,

  agent: `
    ${WEATHER}
    void graphs;
    const agent = prebuilt.createReactAgent({ llm: model, tools: [weather] });
    const { messages: all } = await agent.invoke(${QUESTION}, { configurable: { thread_id: 'thread-1' } });
    console.log(all.map(({ content }) => content));`,

  loop: `
    const { StateGraph, Annotation, START, END } = graphs;
    const state = Annotation.Root({
      count: Annotation({ reducer: (_old, given) => given, default: () => 0 }),
      answer: Annotation({ reducer: (_old, given) => given, default: () => '' }),
    });
    const graph = new StateGraph(state)
      .addNode('draft', async ({ count }) => ({ count: count + 1, answer: (await model.invoke('Where is it sunny?')).content }))
      .addNode('polish', ({ answer }) => ({ answer: answer + '!' }))
      .addEdge(START, 'draft')
      .addConditionalEdges('draft', ({ count }) => (count < 2 ? 'draft' : 'polish'))
      .addEdge('polish', END)
      .compile();
    console.log(await graph.invoke({ count: 0 }, { runName: 'writer' }));
    for await (const part of await graph.stream({ count: 1 }, { runName: 'writer', streamMode: 'updates' })) console.log(part);`,
} as const;

/** What only version 1 has. */
export const NEWEST_PROGRAMS = {
  'create-agent': `
    ${WEATHER}
    const agent = createAgent({ model, tools: [weather], name: 'helper', systemPrompt: 'Be brief.' });
    for await (const [mode, part] of await agent.stream(${QUESTION}, {
      streamMode: ['messages', 'updates'], configurable: { thread_id: 'thread-1' }, metadata: { user_id: 'user-1' },
    })) console.log(mode === 'messages' ? part[0].content : Object.keys(part));`,

  supervisor: `
    ${WEATHER}
    const { StateGraph, MessagesAnnotation, Command, START, END } = graphs;
    const research = prebuilt.createReactAgent({ llm: model, tools: [weather], name: 'research' });
    const writer = prebuilt.createReactAgent({ llm: model, tools: [], name: 'writer' });
    const turns = ['research', 'writer', END];
    const supervisor = new StateGraph(MessagesAnnotation)
      .addNode('decide', async ({ messages: said }) => {
        await model.invoke(said.slice(0, 1));
        return new Command({ goto: turns.shift() });
      }, { ends: ['research', 'writer', END] })
      .addNode('research', research)
      .addNode('writer', async (state) => writer.invoke(state))
      .addEdge(START, 'decide').addEdge('research', 'decide').addEdge('writer', 'decide')
      .compile({ name: 'supervisor' });
    const { messages: all } = await supervisor.invoke(${QUESTION}, { configurable: { thread_id: 'thread-1' } });
    console.log(all.map(({ content }) => content));`,

  approval: `
    const { StateGraph, Annotation, MemorySaver, interrupt, Command, START, END } = graphs;
    const state = Annotation.Root({ said: Annotation({ reducer: (_old, given) => given, default: () => '' }) });
    const graph = new StateGraph(state)
      .addNode('draft', async () => ({ said: (await model.invoke('Where is it sunny?')).content }))
      .addNode('approve', ({ said }) => ({ said: said + ' ' + interrupt('Send it?') }))
      .addEdge(START, 'draft').addEdge('draft', 'approve').addEdge('approve', END)
      .compile({ name: 'approval', checkpointer: new MemorySaver() });
    const config = { configurable: { thread_id: 'thread-1' } };
    console.log(Object.keys(await graph.invoke({}, config)));
    console.log(await graph.invoke(new Command({ resume: 'yes' }), config));`,
} as const;
