// The measured program. The SDK's own `fetch` option answers, so that no socket is measured.

import { setTimeout } from 'node:timers/promises';
import OpenAI from 'openai';
import { handWrittenSpan } from './hand-written-span.mjs';

const WARM_UP_CALLS = 10_000;
const CALLS = 3000;
const STREAMS = 100;
const CHUNKS = 1000;
const BURST = 200;
const PAUSE_MS = 25;

const variant = process.argv[2];
const usage = { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 };
const completion = JSON.stringify({
  id: 'chatcmpl-1',
  object: 'chat.completion',
  created: 1,
  model: 'gpt-4o-2024-08-06',
  system_fingerprint: 'fp_1',
  service_tier: 'default',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'text' },
      finish_reason: 'stop',
      logprobs: null,
    },
  ],
  usage,
});
const chunk = (delta, finish_reason = null) =>
  `data: ${JSON.stringify({ id: 'chatcmpl-1', object: 'chat.completion.chunk', created: 1, model: 'gpt-4o-2024-08-06', choices: [{ index: 0, delta, finish_reason }] })}\n\n`;
const events = new TextEncoder().encode(
  chunk({ role: 'assistant', content: 'text' }).repeat(CHUNKS - 1) +
    chunk({}, 'stop') +
    'data: [DONE]\n\n',
);

const client = new OpenAI({
  apiKey: 'unused',
  baseURL: 'http://127.0.0.1:4010/v1',
  fetch: (_url, { body }) =>
    Promise.resolve(
      body.includes('"stream":true')
        ? new Response(events, { headers: { 'content-type': 'text/event-stream' } })
        : new Response(completion, { headers: { 'content-type': 'application/json' } }),
    ),
});
const request = {
  model: 'gpt-4o',
  temperature: 0.2,
  max_tokens: 100,
  messages: [{ role: 'user', content: 'What is a span?' }],
};
const call = () => client.chat.completions.create(request);
const measured = variant === 'floor' ? handWrittenSpan(call) : call;

async function calls(count) {
  for (let index = 0; index < count; index++) {
    await measured();
    // A pause in which spans are sent: every variant sends all of its spans, none overflows.
    if (index % BURST === BURST - 1) await setTimeout(PAUSE_MS);
  }
}
async function streams(count) {
  for (let index = 0; index < count; index++) {
    for await (const _chunk of await client.chat.completions.create({ ...request, stream: true }));
  }
}
/** Microseconds of CPU of this thread for `work`, per unit. */
async function cpu(work, units) {
  const before = process.threadCpuUsage();
  await work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / units;
}

// Until all is compiled: a service makes more calls than this within its first hour.
await calls(WARM_UP_CALLS);
await streams(50);
const perCall = await cpu(() => calls(CALLS), CALLS);
const perChunk = await cpu(() => streams(STREAMS), STREAMS * CHUNKS);
console.log(JSON.stringify({ perCall, perChunk }));
process.exit();
