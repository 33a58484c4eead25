// The measured program: one scenario under one variant, as fast as it goes. Prints the main thread's CPU,
// and how many spans arrived for how many calls. Its argument is the plan of the run, as JSON.

import { createRequire } from 'node:module';
import { setTimeout } from 'node:timers/promises';
import { answerNodeFetch } from './node-fetch.mjs';
import { startProfiler } from './profiler.mjs';
import { startProvider } from './provider.mjs';
import { scenarios } from './scenarios/index.mjs';

// In pauses spans are sent: every variant sends all of its spans, none overflows.
const BURST = 480;
const PAUSE_MS = 15;

const plan = JSON.parse(process.argv[2]);
const require = createRequire(import.meta.url);
const variant = await import(`./variants/${plan.variant}.mjs`);
const provider = plan.provider === 'none' ? undefined : startProvider(plan.provider);
// Before the SDK is loaded: most tools hook its modules.
const tool = (await variant.instrument?.({ require, isContentOn: plan.isContentOn })) ?? {};
const scenario = scenarios[plan.scenario];
const body = scenario.answer(plan.chunks);
const contentType = plan.chunks === 0 ? 'application/json' : 'text/event-stream';
const headers = { 'content-type': contentType };
if (plan.isNodeFetch) answerNodeFetch(body, contentType);
const bare = scenario.open(require, {
  fetch: plan.isNodeFetch ? undefined : () => Promise.resolve(new Response(body, { headers })),
  observe: tool.observe ?? ((client) => client),
  isStreamed: plan.chunks > 0,
  isContentOn: plan.isContentOn,
});
const call = variant.around?.(scenario, bare, plan.chunks > 0) ?? bare;

async function read() {
  const answer = await call();
  if (plan.chunks > 0) for await (const _chunk of answer);
}

async function calls(count) {
  for (let done = 0; done < count;) {
    const burst = Math.min(BURST, count - done);
    let left = burst;
    const worker = async () => {
      while (left-- > 0) await read();
    };
    await Promise.all(Array.from({ length: plan.concurrency }, worker));
    done += burst;
    if (done < count) await setTimeout(PAUSE_MS);
  }
}

await calls(plan.warmUp);
await setTimeout(PAUSE_MS);
const endProfile = plan.profile && (await startProfiler(plan.profile));
const before = process.threadCpuUsage();
await calls(plan.calls);
const { user, system } = process.threadCpuUsage(before);
await endProfile?.();
bare.close?.();
await tool.flush?.();
await provider?.flush();
const spans = (tool.spans ?? provider?.spans)?.();
console.log(JSON.stringify({ perCall: (user + system) / plan.calls, spans }));
