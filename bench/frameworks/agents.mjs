// Runs an agent of `@openai/agents` as often as it is told; prints what each run costs. With `provider`, the
// application has an OpenTelemetry SDK of its own; with `theirs`, a processor that does nothing.

import { Agent, addTraceProcessor, run, setTraceProcessors, tool, Usage } from '@openai/agents';
import { registerProvider } from '../provider.mjs';
import { costsOf } from '../costs.mjs';

const [, , runs, who] = process.argv;
const spans = who === 'provider' ? registerProvider() : undefined;
// Its own exporter posts to its vendor.
setTraceProcessors([]);
if (who === 'theirs') {
  const none = async () => undefined;
  addTraceProcessor({
    onTraceStart: none,
    onTraceEnd: none,
    onSpanStart: none,
    onSpanEnd: none,
    shutdown: none,
    forceFlush: none,
  });
}

const usage = new Usage({ requests: 1, inputTokens: 9, outputTokens: 3, totalTokens: 12 });
const message = {
  type: 'message',
  role: 'assistant',
  status: 'completed',
  content: [{ type: 'output_text', text: 'ten chars!' }],
};
const call = {
  type: 'function_call',
  callId: 'c-1',
  name: 'look',
  arguments: '{}',
  status: 'completed',
};
const modelOf = (outputOf) => ({
  getResponse: async (asked) => ({ usage, output: outputOf(asked), responseId: 'r-1' }),
  getStreamedResponse: async function* () {},
});
const isCalled = ({ input }) =>
  Array.isArray(input) && input.some(({ type }) => type === 'function_call_result');
const look = tool({
  name: 'look',
  description: 'Looks.',
  parameters: { type: 'object', properties: {}, required: [], additionalProperties: false },
  execute: async () => 'seen',
});
const plain = new Agent({
  name: 'plain',
  instructions: 'Be brief.',
  model: modelOf(() => [message]),
});
const calling = new Agent({
  name: 'calling',
  instructions: 'Be brief.',
  tools: [look],
  model: modelOf((asked) => (isCalled(asked) ? [message] : [call])),
});

const costs = await costsOf(
  { turn: () => run(plain, 'Hi'), tool: () => run(calling, 'Hi') },
  Number(runs),
  spans,
);
console.log(JSON.stringify(costs));
process.exit(0);
