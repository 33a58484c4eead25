// Calls a model as often as it is told, 16 at once: four to a conversation, each with a prompt of its own length.

import { randomUUID } from 'node:crypto';
import { withConversation } from 'llm-otel';
import OpenAI from 'openai';

const CALLS = Number(process.argv[2]);
const AT_ONCE = 16;
const MODELS = ['gpt-4o', 'gpt-4o-mini', 'gpt-4.1'];
const client = new OpenAI();
const conversations = Array.from({ length: CALLS / 4 + 1 }, () => randomUUID());

async function calls(first) {
  for (let number = first; number < CALLS; number += AT_ONCE) {
    const content = 'word '.repeat(1 + ((number * 37) % 400));
    await withConversation({ conversationId: conversations[Math.floor(number / 4)] }, () =>
      client.chat.completions.create({
        model: MODELS[number % MODELS.length],
        messages: [{ role: 'user', content }],
      }),
    );
  }
}

await Promise.all(Array.from({ length: AT_ONCE }, (_, first) => calls(first)));
