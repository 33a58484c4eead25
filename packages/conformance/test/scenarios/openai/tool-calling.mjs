// A model that asks for tools, in a loop of the application's own.
import { agent, chainStep, tool, withConversation, withPrompt } from 'llm-otel';
import OpenAI from 'openai';

const client = new OpenAI({ maxRetries: 0 });
const model = 'gpt-4o';
const parameters = { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] };
const tools = [{ type: 'function', function: { name: 'weather', parameters } }];

async function answer(question) {
  const messages = [{ role: 'user', content: question }];
  for (;;) {
    const { choices } = await client.chat.completions.create({ model, messages, tools });
    const { message } = choices[0];
    if (message.tool_calls === undefined) return message.content;
    messages.push(message);
    for (const call of message.tool_calls) {
      const content = await tool(
        call.function.name,
        { callId: call.id, description: 'Tells the weather', arguments: call.function.arguments },
        () => 'sunny',
      );
      messages.push({ role: 'tool', tool_call_id: call.id, content });
    }
  }
}

await withConversation({ conversationId: 'c1', sessionId: 's1', userId: 'u1' }, () =>
  withPrompt({ name: 'travel', version: '3', variables: { city: 'Paris' } }, () =>
    chainStep('plan a trip', () =>
      agent('travel agent', { model, description: 'Plans trips' }, () =>
        answer('Will it rain in Paris?'),
      ),
    ),
  ),
);
await client.responses.create({
  model,
  input: [
    { role: 'user', content: 'Will it rain in Paris?' },
    { type: 'function_call', call_id: 'call_1', name: 'weather', arguments: '{"city":"Paris"}' },
    { type: 'function_call_output', call_id: 'call_1', output: 'sunny' },
  ],
  tools: [{ type: 'function', name: 'weather', parameters, strict: false }, { type: 'web_search' }],
});
