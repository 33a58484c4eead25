// One question, one answer. Nothing in here knows of telemetry.

import OpenAI from 'openai';

const client = new OpenAI();
const completion = await client.chat.completions.create({
  model: 'gpt-4o-mini',
  messages: [{ role: 'user', content: 'What is the capital of France?' }],
});
console.log(completion.choices[0].message.content);
