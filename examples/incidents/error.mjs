// Tickets are classified and summarised. The last release sends a parameter to the summaries that their model refuses.

import { agent, chainStep } from 'llm-otel';
import OpenAI from 'openai';

const TICKETS = 30;
const RELEASE_AT = 20;
const client = new OpenAI({ maxRetries: 0 });

function ask(model, content, refused) {
  // Tells the mock server to refuse it as the provider would.
  const headers = refused ? { 'x-mock-status': '400' } : {};
  return client.chat.completions.create(
    { model, messages: [{ role: 'user', content }], ...(refused && { top_k: 40 }) },
    { headers },
  );
}

async function handle(ticket) {
  await agent('tickets', async () => {
    await chainStep('classify', () => ask('gpt-4o-mini', `Which team takes ticket ${ticket}?`));
    await chainStep('summarise', () =>
      ask('gpt-4o', `Summarise ticket ${ticket}.`, ticket >= RELEASE_AT),
    );
  });
}

for (let ticket = 0; ticket < TICKETS; ticket += 1) await handle(ticket).catch(() => undefined);
