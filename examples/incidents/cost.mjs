// Many short conversations, and one whose history nobody cuts: every turn sends all earlier ones again.

import { withConversation } from 'llm-otel';
import OpenAI from 'openai';

const client = new OpenAI();
const PAGE = 'The harbour master asks about berth nine and the tide. '.repeat(160);

async function turn(conversationId, history) {
  await withConversation({ conversationId, userId: `user of ${conversationId}` }, () =>
    client.chat.completions.create({
      model: 'o1',
      messages: history.map((content) => ({ role: 'user', content })),
    }),
  );
}

for (let number = 1; number <= 25; number += 1) {
  await turn(`short-${number}`, ['When is high tide?']);
}
const history = [];
for (let turns = 0; turns < 25; turns += 1) {
  history.push(PAGE);
  await turn('endless', history);
}
