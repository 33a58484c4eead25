// Each line of pino has the ids of the span that is active: the call's in the lines that its SDK writes, the agent's in
// our own.

import { trace } from '@opentelemetry/api';
import { agent } from 'llm-otel';
import OpenAI from 'openai';
import pino from 'pino';

const log = pino({
  mixin() {
    const { traceId, spanId } = trace.getActiveSpan()?.spanContext() ?? {};
    return { trace_id: traceId, span_id: spanId };
  },
});
const client = new OpenAI({ logger: log, logLevel: 'info' });

log.info('started');
await agent('guide', async () => {
  log.info('asked');
  const completion = await client.chat.completions.create({
    model: 'gpt-4o-mini',
    messages: [{ role: 'user', content: 'What is the capital of France?' }],
  });
  log.info({ finish_reason: completion.choices[0].finish_reason }, 'answered');
});
