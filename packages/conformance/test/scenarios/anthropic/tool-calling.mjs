// A model that asks for tools: in a loop of the application's own, and in the SDK's.
import Anthropic from '@anthropic-ai/sdk';
import { agent, tool } from 'llm-otel';

const client = new Anthropic({ maxRetries: 0 });
const model = 'claude-opus-5';
const input_schema = { type: 'object', properties: { city: { type: 'string' } } };
const tools = [{ name: 'weather', description: 'Tells the weather', input_schema }];
const question = { role: 'user', content: 'Will it rain in Paris?' };

async function answer() {
  const messages = [question];
  for (;;) {
    const reply = await client.messages.create({ model, max_tokens: 100, messages, tools });
    if (reply.stop_reason !== 'tool_use') return;
    const results = [];
    for (const block of reply.content.filter(({ type }) => type === 'tool_use')) {
      const content = await tool(block.name, { callId: block.id, arguments: block.input }, () =>
        Promise.resolve('sunny'),
      );
      results.push({ type: 'tool_result', tool_use_id: block.id, content });
    }
    messages.push(
      { role: 'assistant', content: reply.content },
      { role: 'user', content: results },
    );
  }
}

await agent('weather girl', { model }, answer);
await client.beta.messages.toolRunner({
  model,
  max_tokens: 100,
  messages: [question],
  tools: [{ ...tools[0], type: 'custom', run: () => 'sunny', parse: (input) => input }],
});
