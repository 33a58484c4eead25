// One service of the day: an application with an agent, a search, tools, guardrails and users who judge. It knows the
// package for what an SDK cannot know, and nothing of how it is exported.

import { setTimeout as delay } from 'node:timers/promises';
import Anthropic from '@anthropic-ai/sdk';
import {
  agent,
  evaluation,
  feedback,
  guardrail,
  retrieval,
  tool,
  withConversation,
} from 'llm-otel';
import OpenAI from 'openai';
import { charts } from './charts.mjs';
import { phaseAt } from './phases.ts';

const { seconds, turnsPerSecond, seed } = JSON.parse(process.argv[2]);
const openai = new OpenAI({ maxRetries: 0 });
const anthropic = new Anthropic({ maxRetries: 0 });
const random = randomFrom(seed);
const chance = (share) => random() < share;
const readChart = charts(chance);
const SEGMENTS = ['free', 'pro', 'enterprise'];
const ERRORS = [
  { status: 500 },
  { status: 429 },
  { status: 503 },
  { status: 408, errorCode: 'timeout' },
];
const words = (count) =>
  'The harbour master asks about berth nine and the tide. '.repeat(count / 10);
let conversations = 0;
let current;

/** One turn: guard, search, answer, maybe a tool, and what the user says of it. */
async function turn(phase) {
  const isNew = current === undefined || !chance(phase.askingAgain);
  if (isNew) current = newConversation();
  await withConversation(current, () =>
    agent('support', { model: phase.model }, async () => {
      const { decision } = await guardrail('topics', { policy: 'harbour' }, () => ({
        decision: chance(0.05) ? 'block' : 'allow',
      }));
      if (decision === 'block') return undefined;
      await retrieval('handbook', { topK: 3 }, () => search(phase));
      const answer = await ask(phase);
      if (chance(0.4)) await lookUp(1);
      if (chance(0.4)) await readChart();
      if (chance(0.3)) judge(phase, answer);
      return answer;
    }),
  ).catch(() => undefined);
}

function newConversation() {
  conversations += 1;
  const user = Math.floor(random() * 50);
  return {
    conversationId: `conversation-${seed}-${conversations}`,
    sessionId: `session-${seed}-${conversations}`,
    userId: `user-${user}`,
    attributes: { user_segment: SEGMENTS[user % 3], variant: user % 2 === 0 ? 'a' : 'b' },
  };
}

async function search({ finding }) {
  await openai.embeddings.create({ model: 'text-embedding-3-small', input: words(10) });
  if (!chance(finding)) return [];
  return [
    { id: 'tides', score: 0.6 + random() * 0.4 },
    { id: 'berths', score: 0.4 },
  ];
}

async function ask(phase) {
  const messages = [{ role: 'user', content: words(phase.promptLength) }];
  const headers = headersOf({
    delayMs: Math.ceil(random() * 30),
    contentChars: 200,
    cachedTokens: chance(0.5) ? 20 : 0,
    ...(chance(phase.failing) && ERRORS[Math.floor(random() * ERRORS.length)]),
    ...(chance(0.05) && { finishReason: 'length' }),
    ...(chance(0.02) && { finishReason: 'content_filter' }),
  });
  if (chance(0.2)) {
    const body = { model: 'claude-haiku-4-5', max_tokens: 200, messages };
    return anthropic.messages.create(body, { headers: headersOf({ delayMs: 5 }) });
  }
  if (chance(0.1)) {
    return openai.chat.completions.create({ model: 'harbour-llm-1', messages }, { headers });
  }
  if (chance(0.6))
    return openai.chat.completions.create({ model: phase.model, messages }, { headers });
  const stream = await openai.chat.completions.create(
    { model: phase.model, messages, stream: true, stream_options: { include_usage: true } },
    { headers },
  );
  let id;
  for await (const chunk of stream) id = chunk.id;
  return { id };
}

async function lookUp(attempt) {
  try {
    await tool('tide_table', { attempt }, async () => {
      await delay(random() * 5);
      if (chance(0.1)) throw new TypeError('no such berth');
    });
  } catch (error) {
    if (attempt > 1) throw error;
    await lookUp(attempt + 1);
  }
}

function judge({ unhappy }, answer) {
  const isGood = !chance(unhappy);
  feedback({ response: answer, thumbs: isGood ? 'up' : 'down' });
  evaluation('relevance', {
    score: isGood ? 0.7 + random() * 0.3 : random() * 0.5,
    responseId: answer.id,
  });
}

/** As the mock server understands them. */
function headersOf(behaviour) {
  return Object.fromEntries(
    Object.entries(behaviour).map(([name, value]) => [
      `x-mock-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      String(value),
    ]),
  );
}

/** Always the same numbers from the same seed. */
function randomFrom(start) {
  let state = start;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 4_294_967_296;
    return state / 4_294_967_296;
  };
}

const began = Date.now();
const running = new Set();
for (let moment = 0; moment < 1; moment = (Date.now() - began) / 1000 / seconds) {
  const work = turn(phaseAt(moment)).finally(() => running.delete(work));
  running.add(work);
  await delay(1000 / turnsPerSecond);
}
await Promise.all(running);
