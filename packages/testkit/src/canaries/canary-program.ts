// A program that has every canary in every place where applications have secrets.

/** An ES module that reads the canaries, a JSON list, from the variable `CANARIES`. Prints `done`. */
export const CANARY_PROGRAM = `
  import OpenAI, { toFile } from 'openai';
  import Anthropic from '@anthropic-ai/sdk';
  import { agent, chainStep, evaluation, llmCall, memory, retrieval, tool, withConversation, withPrompt } from 'llm-otel';

  const canaries = JSON.parse(process.env.CANARIES);
  const ignore = () => undefined;
  const echo = (text, status = 400) => async () => Response.json(
    { error: { message: 'You sent ' + text + ' to us', code: 'invalid_request' } }, { status });

  for (const canary of canaries) {
    const header = canary.replaceAll('\\n', ' ');
    const said = 'It says ' + canary + ' there.';
    const client = new OpenAI({ apiKey: header, organization: header, maxRetries: 0,
      defaultHeaders: { 'x-secret': header, cookie: header }, defaultQuery: { key: canary, text: said } });
    const model = 'm';
    const messages = [
      { role: 'system', content: said },
      { role: 'user', name: 'kim', content: [
        { type: 'text', text: said },
        { type: 'image_url', image_url: { url: 'https://example.com/a.png?token=' + encodeURIComponent(canary) } },
        { type: 'file', file: { filename: header, file_data: 'data:text/plain;base64,' + Buffer.from(said).toString('base64') } }] },
      { role: 'assistant', tool_calls: [{ id: 'call_1', type: 'function', function: { name: 'f', arguments: JSON.stringify({ a: [{ b: said }] }) } }] },
      { role: 'tool', tool_call_id: 'call_1', content: JSON.stringify({ found: said }) }];
    const tools = [{ type: 'function', function: { name: 'f', description: said, parameters: { type: 'object', properties: { a: { type: 'string', default: canary } } } } }];
    const params = { model, messages, tools, tool_choice: 'none', stop: [said], user: header, metadata: { note: said } };
    await withConversation({ attributes: { note: said, notes: [canary, said] } }, () => chainStep('answer', { input: said }, async (step) => {
      await client.chat.completions.create(params);
      for await (const chunk of await client.chat.completions.create({ ...params, stream: true }));
      await client.responses.create({ model, input: said, instructions: said });
      await client.embeddings.create({ model, input: [said] });
      await client.files.create({ purpose: 'assistants', file: await toFile(Buffer.from(said), header) });
      await new OpenAI({ apiKey: header, maxRetries: 0, fetch: echo(canary) }).chat.completions.create(params).catch(ignore);
      await new OpenAI({ apiKey: header, maxRetries: 0, baseURL: 'http://127.0.0.1:1/?key=' + encodeURIComponent(canary) }).chat.completions.create(params).catch(ignore);
      await new Anthropic({ apiKey: header, maxRetries: 0 }).messages.create({ model, max_tokens: 9, system: said, messages: [{ role: 'user', content: said }] });
      await new Anthropic({ apiKey: header, maxRetries: 0, fetch: echo(canary, 401) }).messages.create({ model, max_tokens: 9, messages: [{ role: 'user', content: said }] }).catch(ignore);
      await tool('read_file', { arguments: { path: '/home/' + header + '/notes.txt', [header]: said }, description: said, attributes: { note: said } },
        async () => ({ text: said, lines: [said] }));
      await tool('read_file', { arguments: said }, async () => { throw new TypeError('cannot read ' + canary); }).catch(ignore);
      await retrieval('d', { query: said }, async () => [{ id: header, score: 1, text: said }]);
      memory('search_memory', { query: said, records: [{ content: said }] }, () => ({ memories: [{ content: said }] }));
      withPrompt({ name: 'p', variables: { text: said, more: { deep: said } } }, () =>
        llmCall({ model, provider: 'p', input: said, systemInstructions: said }, (call) => call.set({ output: said, attributes: { note: said } })));
      await agent('a', { description: said, input: said }, async (run) => { run.set({ output: said }); });
      evaluation('relevance', { score: 1, explanation: said, attributes: { note: said } });
      step.set({ output: said });
    }));
  }
  console.log('done');`;
