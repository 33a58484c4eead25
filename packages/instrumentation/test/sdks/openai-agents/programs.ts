// Programs as the documentation of OpenAI Agents has them.

/** An agent that hands over to another, which has a tool. */
export const TEAM = `
const expert = agentOf('Weather', { tools: [weather] });
const triage = Agent.create({ name: 'Triage', model, instructions: 'Be brief.', handoffs: [expert] });
`;
const STREAMED = `
for await (const event of result) if (event.type !== 'raw_model_stream_event') console.log(event.type, event.name);
await result.completed;
`;

/** By what they are. */
export const PROGRAMS = {
  run: `${TEAM}
    const result = await run(triage, 'Where is it sunny?');
    console.log(result.finalOutput, result.lastAgent.name);`,
  stream: `${TEAM}
    const result = await run(triage, 'Where is it sunny?', { stream: true });
    ${STREAMED} console.log(result.finalOutput);`,
  'chat completions': `${TEAM} sdk.setOpenAIAPI('chat_completions');
    const result = await run(triage, 'Where is it sunny?');
    console.log(result.finalOutput);`,
  'chat completions, streamed': `${TEAM} sdk.setOpenAIAPI('chat_completions');
    const result = await run(triage, 'Where is it sunny?', { stream: true });
    ${STREAMED} console.log(result.finalOutput);`,
  'an agent as a tool': `${TEAM}
    const tools = [expert.asTool({ toolName: 'expert', toolDescription: 'Knows the weather.' })];
    const result = await run(agentOf('Lead', { tools }), 'Where is it sunny?');
    console.log(result.finalOutput);`,
  'a workflow': `${TEAM}
    await withTrace('Two questions', async () => {
      await run(agentOf('First'), 'Hi');
      await sdk.withCustomSpan(() => run(agentOf('Second'), 'Hi'), { data: { name: 'ask again', data: {} } });
    }, { groupId: 'conversation-7' });`,
  guardrails: `
    const guardrailOf = (name, tripwireTriggered) => ({ name, execute: async () => ({ outputInfo: {}, tripwireTriggered }) });
    const result = await run(agentOf('Open', { outputGuardrails: [guardrailOf('is polite', false)] }), 'Hi');
    console.log(result.finalOutput);
    const inputGuardrails = [guardrailOf('is no secret', true)];
    await run(agentOf('Closed', { inputGuardrails }), 'Hi').catch((error) => console.log(error.name));`,
  'tools of a server': `
    const inputSchema = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'], additionalProperties: false };
    const nothing = async () => {};
    const server = {
      name: 'files', cacheToolsList: false, connect: nothing, close: nothing, invalidateToolsCache: nothing,
      listTools: async () => [{ name: 'weather', inputSchema }],
      callTool: async () => [{ type: 'text', text: 'sunny' }],
    };
    console.log((await run(agentOf('Reader', { mcpServers: [server] }), 'Hi')).finalOutput);`,
  'two tools at once': `
    const pause = () => new Promise((resolve) => { setImmediate(resolve); });
    const asking = (name) => tool({
      name, description: name, parameters: z.object({ city: z.string() }),
      execute: async () => { await pause(); return (await fetch(origin + '/' + name)).status; },
    });
    console.log((await run(agentOf('Busy', { tools: [asking('one'), asking('two')] }), 'Both')).finalOutput);`,
  'approval of a tool': `
    const ask = tool({ name: 'weather', description: 'x', needsApproval: true, parameters: z.object({ city: z.string() }), execute: async () => 'sunny' });
    const agent = agentOf('Careful', { tools: [ask] });
    const first = await run(agent, 'Hi');
    const state = await sdk.RunState.fromString(agent, first.state.toString());
    state.approve(state.getInterruptions()[0]);
    console.log((await run(agent, state)).finalOutput);`,
  voice: `
    await withTrace('Voice', async () => {
      const heard = { input: { data: 'UklGRg==', format: 'pcm' }, model: 'gpt-4o-transcribe' };
      await sdk.withTranscriptionSpan(async () => 'Hi', { data: heard });
      await sdk.withSpeechGroupSpan(async () => {
        const spoken = { input: 'Hello', output: { data: 'UklGRg==', format: 'pcm' }, model: 'tts-1' };
        await sdk.withSpeechSpan(async () => undefined, { data: spoken });
      });
    });`,
} as const;
