// An agent: the model is asked again and again until it needs no tool any more.

import { agent, tool } from 'llm-otel';
import OpenAI from 'openai';

const model = 'gpt-4o-mini';
const client = new OpenAI();

const getWeather = ({ city }) => ({ city, sky: 'clear', celsius: 21 });
const tools = [
  {
    type: 'function',
    function: {
      name: 'get_weather',
      description: 'The weather in a city right now.',
      parameters: {
        type: 'object',
        properties: { city: { type: 'string' } },
        required: ['city'],
      },
    },
  },
];

async function answer(question) {
  const messages = [{ role: 'user', content: question }];
  for (let round = 0; round < 5; round++) {
    const { choices } = await client.chat.completions.create({ model, messages, tools });
    const { message } = choices[0];
    if (!message.tool_calls) return message.content;
    messages.push(message);
    for (const { id, function: call } of message.tool_calls) {
      const given = JSON.parse(call.arguments);
      const result = await tool(call.name, { callId: id, arguments: given }, () =>
        getWeather(given),
      );
      messages.push({ role: 'tool', tool_call_id: id, content: JSON.stringify(result) });
    }
  }
  throw new Error('no answer after five rounds');
}

console.log(await agent('weather', { model }, () => answer('What is the weather in Paris?')));
