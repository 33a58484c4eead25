// The measured program: ordinary conversations, and calls with a prompt of 10 MB (F-18).

import OpenAI from 'openai';

const CALLS = 3000;
const LONG_CALLS = 100;
const IN_FLIGHT = 10;
const LONG = 10 * 1024 * 1024;

const sentence =
  'The order was sent to the harbour on Tuesday, and the invoice of 1,250.00 follows. ';
const conversation = Array.from({ length: 8 }, (_, index) => ({
  role: index % 2 === 0 ? 'user' : 'assistant',
  content: sentence.repeat(6),
}));
const completion = JSON.stringify({
  id: 'chatcmpl-1',
  model: 'gpt-4o-2024-08-06',
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: sentence.repeat(6) },
      finish_reason: 'stop',
    },
  ],
});
let answer = () =>
  Promise.resolve(new Response(completion, { headers: { 'content-type': 'application/json' } }));
const client = new OpenAI({
  apiKey: 'unused',
  baseURL: 'http://127.0.0.1:4010/v1',
  fetch: () => answer(),
});
const call = (messages) => client.chat.completions.create({ model: 'gpt-4o', messages });

/** A flat string of its own, as one that came over a socket. */
const longText = (seed) => Buffer.alloc(LONG, `${seed} ${sentence}`).toString('latin1');

async function cpu(work, count) {
  const before = process.threadCpuUsage();
  for (let index = 0; index < count; index++) await work(index);
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / count;
}

for (let index = 0; index < CALLS; index++) await call(conversation);
const perCall = await cpu(() => call(conversation), CALLS);
const text = longText(0);
const perLongCall = await cpu(() => call([{ role: 'user', content: text }]), LONG_CALLS);

// What a call that is under way keeps in memory, beyond what the SDK does.
answer = () => new Promise(() => undefined);
globalThis.gc();
const before = process.memoryUsage();
for (let index = 0; index < IN_FLIGHT; index++) {
  void call([{ role: 'user', content: longText(index) }]);
  await new Promise((resolve) => setImmediate(resolve));
}
globalThis.gc();
const after = process.memoryUsage();
const retained = (after.heapUsed + after.external - before.heapUsed - before.external) / IN_FLIGHT;
console.log(JSON.stringify({ perCall, perLongCall, retained }));
process.exit();
