// The measured program: loads one SDK, waits if it is told to, and makes the first call. Its argument is the
// plan of the run, as JSON; it prints milliseconds.

import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';

const { sdk, format, hasProvider, waitMs } = JSON.parse(process.argv[2]);
const { LOOPBACK_URL: baseURL } = process.env;
const cpu = (since) => {
  const { user, system } = process.threadCpuUsage(since);
  return (user + system) / 1000;
};
const wall = (since, until = process.hrtime.bigint()) => Number(until - since) / 1e6;

if (hasProvider) (await import('../calls/program/provider.mjs')).startProvider('counting');
// What `fetch` loads at first is not ours, and would hide what is.
await (await fetch(baseURL)).text();

const require = createRequire(import.meta.url);
const [loadCpu, loadedAt] = [process.threadCpuUsage(), process.hrtime.bigint()];
const loaded = format === 'cjs' ? require(sdk) : await import(sdk);
const load = wall(loadedAt);
// In idle turns more may be loaded: it counts too.
if (waitMs > 0) await setTimeout(waitMs);
const loadWithIdleTurns = cpu(loadCpu);

const messages = [{ role: 'user', content: 'What is a span?' }];
const client = new loaded.default({ apiKey: 'unused', baseURL, maxRetries: 0 });
const create =
  sdk === 'openai'
    ? () => client.chat.completions.create({ model: 'gpt-4o', messages })
    : () => client.messages.create({ model: 'claude-opus-4-5', max_tokens: 100, messages });

const [callCpu, calledAt] = [process.threadCpuUsage(), process.hrtime.bigint()];
const promise = create();
const synchronous = { cpu: cpu(callCpu), wall: wall(calledAt) };
const { response } = await promise.withResponse();
const answered = cpu(callCpu);
const firstByte = wall(calledAt, BigInt(response.headers.get('arrived-at')));
console.log(JSON.stringify({ load, loadWithIdleTurns, synchronous, firstByte, answered }));
process.exit();
