// Answers that users judge. With version 2 of the prompt they are worse, and nothing fails.

import { agent, feedback, withPrompt } from 'llm-otel';
import OpenAI from 'openai';

const client = new OpenAI();

async function answer(number, version) {
  await agent('answers', async () => {
    const completion = await withPrompt({ name: 'answer', version }, () =>
      client.chat.completions.create({
        model: 'gpt-4o-mini',
        messages: [{ role: 'user', content: `Question ${number}` }],
      }),
    );
    const isBad = version === '2' ? number % 2 === 0 : number % 12 === 0;
    feedback({ response: completion, thumbs: isBad ? 'down' : 'up' });
  });
}

for (const version of ['1', '2']) {
  for (let number = 1; number <= 24; number += 1) await answer(number, version);
}
