// A RAG chain as plain OpenAI code. The helpers name what only the application knows: the steps of
// its chain, its retrieval and its tool. The calls to the model are traced by the preload.

import { randomUUID } from 'node:crypto';
import { chainStep, retrieval, tool, withConversation } from 'llm-otel';
import OpenAI from 'openai';
import { handbook } from './handbook.mjs';
import { remainingLeave, remainingLeaveTool } from './remaining-leave.mjs';

const model = 'gpt-4o-mini';
const client = new OpenAI();

const question =
  process.argv.slice(2).join(' ') ||
  'How many vacation days do I have left, and how do I book them?';

await withConversation({ conversationId: process.env.CONVERSATION_ID ?? randomUUID() }, () =>
  chainStep('answer a question', async () => {
    const index = await embed(handbook);
    const found = await retrieval('handbook', { query: question, topK: 4 }, () => search(index, 4));
    const passages = chainStep('rerank', () => rerank(found, 2));
    const facts = await askForTools();
    await writeAnswer([...passages, ...facts]);
  }),
);

async function embed(texts) {
  const { data } = await client.embeddings.create({
    model: 'text-embedding-3-small',
    input: texts,
  });
  return data.map(({ embedding }, at) => ({ text: texts[at], embedding }));
}

async function search(index, topK) {
  const [{ embedding: wanted }] = await embed([question]);
  return index
    .map(({ text, embedding }) => ({ text, score: cosine(wanted, embedding) }))
    .toSorted((a, b) => b.score - a.score)
    .slice(0, topK);
}

function cosine(a, b) {
  const dot = (x, y) => x.reduce((sum, value, at) => sum + value * y[at], 0);
  return dot(a, b) / Math.sqrt(dot(a, a) * dot(b, b));
}

/** Passages that use the very words of the question come first. */
function rerank(found, count) {
  const words = new Set(question.toLowerCase().match(/\p{L}{4,}/gu));
  const shared = (text) =>
    text
      .toLowerCase()
      .match(/\p{L}{4,}/gu)
      .filter((word) => words.has(word)).length;
  return found
    .toSorted((a, b) => shared(b.text) - shared(a.text))
    .slice(0, count)
    .map(({ text }) => text);
}

/** Lets the model decide whether a tool knows more, and runs the tools that it asks for. */
async function askForTools() {
  const { choices } = await client.chat.completions.create({
    model,
    messages: [{ role: 'user', content: question }],
    tools: [remainingLeaveTool],
  });
  const calls = choices[0].message.tool_calls ?? [];
  return calls.map(({ id, function: { name, arguments: json } }) =>
    tool(name, { callId: id }, () => remainingLeave(JSON.parse(json))),
  );
}

async function writeAnswer(context) {
  const stream = await client.chat.completions.create({
    model,
    messages: [
      { role: 'system', content: 'Answer briefly, and only from the context.' },
      { role: 'user', content: `Context:\n- ${context.join('\n- ')}\n\nQuestion: ${question}` },
    ],
    stream: true,
    stream_options: { include_usage: true },
  });
  for await (const { choices } of stream) process.stdout.write(choices[0]?.delta.content ?? '');
  process.stdout.write('\n');
}
