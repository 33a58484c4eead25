// Runs agents of Mastra as often as it is told; prints what each run costs. With `provider`, the application has an
// OpenTelemetry SDK of its own; with `exporter`, Mastra's own spans, which are dropped; with `bridge`, both. The last
// argument is the folder where Mastra is installed.

import { createRequire } from 'node:module';
import path from 'node:path';
import { registerProvider } from '../provider.mjs';
import { costsOf } from '../costs.mjs';

const [, , runs, who, folder] = process.argv;
const spans = ['provider', 'bridge'].includes(who) ? registerProvider() : undefined;
const require = createRequire(path.join(folder, 'package.json'));
const { Mastra } = require('@mastra/core');
const { Agent } = require('@mastra/core/agent');
const { createTool } = require('@mastra/core/tools');
const { z } = require('zod');

const none = async () => undefined;
const dropping = {
  name: 'dropping',
  exportTracingEvent: none,
  onTracingEvent: none,
  flush: none,
  shutdown: none,
};
function observability(parts) {
  const { Observability } = require('@mastra/observability');
  return new Observability({ configs: { default: { serviceName: 'bench', ...parts } } });
}
const OWN = {
  exporter: () => observability({ exporters: [dropping] }),
  bridge: () => observability({ bridge: new (require('@mastra/otel-bridge').OtelBridge)() }),
};

const usage = { inputTokens: 9, outputTokens: 3, totalTokens: 12 };
const call = { type: 'tool-call', toolCallId: 'c-1', toolName: 'look', input: '{}' };
const isCalled = ({ prompt }) => prompt.some(({ role }) => role === 'tool');
const textOf = (count) => [
  { type: 'text-start', id: '1' },
  ...Array.from({ length: count }, () => ({ type: 'text-delta', id: '1', delta: 'word ' })),
  { type: 'text-end', id: '1' },
];
const modelOf = (partsOf) => ({
  specificationVersion: 'v2',
  provider: 'openai.chat',
  modelId: 'gpt-4o',
  supportedUrls: {},
  doGenerate: async (asked) => {
    const isText = partsOf(asked)[0] !== call;
    const content = isText ? [{ type: 'text', text: 'ten chars!' }] : [call];
    return { content, finishReason: isText ? 'stop' : 'tool-calls', usage, warnings: [] };
  },
  doStream: async (asked) => {
    const parts = partsOf(asked);
    const finishReason = parts[0] === call ? 'tool-calls' : 'stop';
    const all = [{ type: 'stream-start', warnings: [] }, ...parts];
    return { stream: ReadableStream.from([...all, { type: 'finish', finishReason, usage }]) };
  },
});
const own = { instructions: 'Be brief.', maxRetries: 0 };
const look = createTool({
  id: 'look',
  description: 'Looks.',
  inputSchema: z.object({}),
  execute: async () => 'seen',
});
const simple = new Agent({ ...own, id: 'plain', name: 'plain', model: modelOf(() => textOf(10)) });
const caller = new Agent({
  ...own,
  id: 'calling',
  name: 'calling',
  tools: { look },
  model: modelOf((asked) => (isCalled(asked) ? textOf(1) : [call])),
});
const mastra = new Mastra({
  agents: { plain: simple, calling: caller },
  logger: false,
  observability: OWN[who]?.(),
});
const [plain, calling] = ['plain', 'calling'].map((key) => mastra.getAgent(key));

const costs = await costsOf(
  {
    turn: () => plain.generate('Hi'),
    stream: async () => {
      for await (const part of (await plain.stream('Hi')).textStream) void part;
    },
    tool: () => calling.generate('Hi'),
  },
  Number(runs),
  spans,
);
console.log(JSON.stringify(costs));
process.exit(0);
