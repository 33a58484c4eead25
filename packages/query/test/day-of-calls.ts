// A day of calls up to now, the same every time but for its date.
import { call, failedCall, hex, requestId, type TestRecord } from './records.ts';

const HOUR_MS = 3_600_000;
const MODELS = [
  { model_id: 'gpt-4o', provider: 'openai', weight: 5, latency: 900, price: 6e-6 },
  { model_id: 'gpt-4o-mini', provider: 'openai', weight: 9, latency: 420, price: 4e-7 },
  { model_id: 'claude-3-5-sonnet', provider: 'anthropic', weight: 3, latency: 1300, price: 8e-6 },
];

/** Records from a day before `now` on. */
export function dayOfCalls(now: number): TestRecord[] {
  const random = generator(7);
  const records: TestRecord[] = [];
  for (let hour = 23; hour >= 0; hour -= 1) {
    for (const { weight, latency, price, ...model } of MODELS) {
      const count = Math.round(weight * (1.2 + Math.sin((hour / 24) * 2 * Math.PI)) + random() * 4);
      for (let n = 0; n < count; n += 1) {
        const prompt = Math.round(200 + random() * 1800);
        const completion = Math.round(40 + random() * 500);
        records.push({
          timestamp: new Date(now - hour * HOUR_MS - random() * HOUR_MS).toISOString(),
          ...model,
          name: `chat ${model.model_id}`,
          latency_ms: Math.round(latency * (0.5 + random() ** 3 * 4)),
          prompt_tokens: prompt,
          completion_tokens: completion,
          total_tokens: prompt + completion,
          cost_usd: Number(((prompt + 4 * completion) * price).toFixed(9)),
          session_id: `session-${Math.ceil(random() * 40)}`,
        });
      }
    }
  }
  const calls = records
    .toSorted((a, b) => String(a['timestamp']).localeCompare(String(b['timestamp'])))
    .map((record, at) => {
      if (at % 29 !== 11) return call(record);
      const { completion_tokens: _, total_tokens: __, cost_usd: ___, ...rest } = record;
      return failedCall({
        ...rest,
        error_code: at % 2 === 0 ? 'rate_limit_exceeded' : 'server_error',
      });
    });
  return [...calls, ...trace(now)];
}

/** The newest trace: a step with a retrieval, a tool and two calls in it. */
function trace(now: number): TestRecord[] {
  const trace_id = hex(0xabcdef, 32);
  const start = now - 5000;
  const of = (n: number, parent: number | undefined, from: number, fields: TestRecord) =>
    call({
      trace_id,
      span_id: hex(0xf00 + n, 16),
      ...(parent !== undefined && { parent_span_id: hex(0xf00 + parent, 16) }),
      timestamp: new Date(start + from).toISOString(),
      request_id: requestId(0xf00 + n),
      session_id: 'session-7',
      ...fields,
    });
  const none = { prompt_tokens: undefined, completion_tokens: undefined, total_tokens: undefined };
  const step = { ...none, model_id: undefined, model_version: undefined };
  return [
    of(0, undefined, 0, {
      ...step,
      log_type: 'step_completed',
      name: 'answer a question',
      latency_ms: 3400,
    }),
    of(1, 0, 40, {
      ...step,
      log_type: 'retrieval_completed',
      name: 'retrieval handbook',
      latency_ms: 310,
    }),
    of(2, 0, 380, {
      name: 'chat gpt-4o-mini',
      model_id: 'gpt-4o-mini',
      latency_ms: 620,
      cost_usd: 0.0002,
    }),
    of(3, 0, 1010, {
      ...step,
      log_type: 'tool_completed',
      name: 'execute_tool look_up_order',
      latency_ms: 240,
    }),
    of(4, 0, 1260, {
      name: 'chat gpt-4o',
      latency_ms: 2100,
      cost_usd: 0.0151,
      completion_tokens: 480,
      total_tokens: 490,
    }),
  ];
}

/** Numbers from 0 to 1 that are the same in every run. */
function generator(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}
