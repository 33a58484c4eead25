// Answers from a handbook. Half of them are given after its index was built anew, and only in part.

import { agent, retrieval } from 'llm-otel';
import OpenAI from 'openai';

const client = new OpenAI();
const TOPICS = ['tides', 'berths', 'fees', 'pilots'];
const INDEXES = {
  'index-41': new Set(TOPICS),
  'index-42': new Set(['tides', 'fees']),
};

async function answer(topic, index) {
  await agent('handbook', async () => {
    const pages = await retrieval('handbook', { topK: 3, attributes: { index } }, () =>
      INDEXES[index].has(topic) ? [{ id: topic, score: 0.8 }] : [],
    );
    await client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: [{ role: 'user', content: `${pages.length} pages. What about ${topic}?` }],
    });
  });
}

for (const index of Object.keys(INDEXES)) {
  for (let number = 0; number < 24; number += 1) await answer(TOPICS[number % 4], index);
}
