// The measured program: many calls, or large ones. Its arguments: one of the works, and its size as JSON. It
// prints what it measured as JSON.

import { readdirSync } from 'node:fs';
import { setImmediate, setTimeout } from 'node:timers/promises';
import OpenAI from 'openai';

const [, , work, size] = process.argv;
const sentence =
  'The order was sent to the harbour on Tuesday, and the invoice of 1,250.00 follows. ';
const completion = JSON.stringify({
  id: 'chatcmpl-1',
  model: 'gpt-4o-2024-08-06',
  choices: [{ index: 0, message: { role: 'assistant', content: 'text' }, finish_reason: 'stop' }],
  usage: { prompt_tokens: 12, completion_tokens: 34, total_tokens: 46 },
});
const headers = { 'content-type': 'application/json' };
const answer = () => Promise.resolve(new Response(completion, { headers }));
const never = () => new Promise(() => undefined);
const clientOf = (fetch) =>
  new OpenAI({ apiKey: 'unused', baseURL: 'http://127.0.0.1:4010/v1', fetch });
const ask = (client, content = 'What is a span?') =>
  client.chat.completions.create({ model: 'gpt-4o', messages: [{ role: 'user', content }] });

/** A flat string of its own, as one that came over a socket. */
const longText = (length, seed) => Buffer.alloc(length, `${seed} ${sentence}`).toString('latin1');
const cpu = async (action) => {
  const before = process.threadCpuUsage();
  await action();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
};

const works = {
  /** Calls a server so many times a second: milliseconds of each call, the first second apart. */
  async rate({ perSecond, seconds }) {
    const client = new OpenAI({ apiKey: 'unused', baseURL: process.env.LOOPBACK_URL });
    const latencies = [];
    const pending = [];
    const startedAt = performance.now();
    for (let number = 0; number < perSecond * (seconds + 1); number++) {
      const due = startedAt + (number * 1000) / perSecond;
      const wait = due - performance.now();
      if (wait > 0) await setTimeout(wait);
      const calledAt = performance.now();
      pending.push(ask(client).then(() => latencies.push(performance.now() - calledAt)));
    }
    await Promise.all(pending);
    return { latencies: latencies.slice(perSecond) };
  },

  /** So many calls whose answers all arrive in one tick. */
  async burst({ calls }) {
    const client = clientOf(answer);
    await ask(client);
    await Promise.all(Array.from({ length: calls - 1 }, () => ask(client)));
    return {};
  },

  /** Calls with a long prompt: milliseconds of CPU of each, and bytes that one under way keeps. */
  async longPrompt({ bytes, calls }) {
    const client = clientOf(answer);
    const text = longText(bytes, 0);
    await ask(client, text);
    const perCall = [];
    for (let call = 0; call < calls; call++) perCall.push(await cpu(() => ask(client, text)));
    const waiting = clientOf(never);
    globalThis.gc();
    const before = process.memoryUsage();
    for (let call = 0; call < calls; call++) {
      void ask(waiting, longText(bytes, call));
      await setImmediate();
    }
    globalThis.gc();
    const after = process.memoryUsage();
    const kept = after.heapUsed + after.external - before.heapUsed - before.external;
    return { perCall, kept: kept / calls };
  },

  /** Calls, some hundred at once: heap after a collection, and open descriptors, at each tenth. */
  async manyCalls({ calls }) {
    const client = clientOf(answer);
    const [heap, descriptors] = [[], []];
    for (let tenth = 0; tenth < 10; tenth++) {
      for (let done = 0; done < calls / 10; done += 100) {
        await Promise.all(Array.from({ length: 100 }, () => ask(client)));
        await setImmediate();
      }
      // What waits to be sent is gone by then.
      await setTimeout(Number(process.env.OTEL_BSP_SCHEDULE_DELAY) * 20);
      globalThis.gc();
      heap.push(process.memoryUsage().heapUsed);
      descriptors.push(readdirSync('/proc/self/fd').length);
    }
    return { heap, descriptors };
  },
};

console.log(JSON.stringify(await works[work](JSON.parse(size))));
// Calls without an answer would keep the process; what a burst sends may end.
if (work === 'longPrompt') process.exit();
