// Requests in OTLP/JSON with spans as the package writes them for a call of a model.

const PARAGRAPH =
  'The order left the harbour on Tuesday, and the invoice of 1,250.00 follows by mail in 14 days. ';
const LONG = 16_384;
const START = 1_790_000_000_000_000_000n;

/** A span's attributes: without content, or with a message of 16 KB. */
const SPANS = {
  'without content': attributes(),
  '16 KB of text': attributes(PARAGRAPH.repeat(Math.ceil(LONG / PARAGRAPH.length)).slice(0, LONG)),
} as const;

export type SpanSort = keyof typeof SPANS;

/** The body of request number `index`, with `count` spans, each a trace of its own. */
export function requestOf(sort: SpanSort, count: number, index: number): string {
  const spans = Array.from({ length: count }, (_, at) => ({
    traceId: (BigInt(index * count + at) + (1n << 120n)).toString(16).padStart(32, '0'),
    spanId: (at + 1).toString(16).padStart(16, '0'),
    name: 'llm.call',
    kind: 3,
    startTimeUnixNano: String(START),
    endTimeUnixNano: String(START + 1_000_000_000n),
    attributes: SPANS[sort],
    status: {},
  }));
  const resource = {
    attributes: [
      text('service.name', 'shop'),
      text('service.instance.id', 'd5570540-b479-4972-9701-910eaa4a0529'),
      text('deployment.environment.name', 'production'),
    ],
  };
  const scopeSpans = [{ scope: { name: 'llm-otel', version: '0.1.0' }, spans }];
  return JSON.stringify({ resourceSpans: [{ resource, scopeSpans }] });
}

function attributes(message?: string): object[] {
  return [
    text('gen_ai.operation.name', 'chat'),
    text('gen_ai.provider.name', 'openai'),
    text('gen_ai.request.model', 'gpt-4o'),
    text('server.address', 'api.openai.com'),
    integer('server.port', 443),
    text('llm_otel.outcome', 'completed'),
    text('gen_ai.response.id', 'chatcmpl-BxK9f2mPq8LrT5vWn3Ys7Zc4Hd1Aj'),
    text('gen_ai.response.model', 'gpt-4o-2024-08-06'),
    list('gen_ai.response.finish_reasons', { stringValue: 'stop' }),
    text('openai.response.system_fingerprint', 'fp_44709d6fcb'),
    integer('gen_ai.usage.input_tokens', 120),
    integer('gen_ai.usage.output_tokens', 80),
    { key: 'llm_otel.cost.amount', value: { doubleValue: 0.001_23 } },
    text('llm_otel.cost.currency', 'USD'),
    text('gen_ai.conversation.id', '1c2b7d8e-3f4a-4b5c-8d6e-9f0a1b2c3d4e'),
    ...(message === undefined ? [] : [messages(message)]),
  ];
}

function messages(message: string): object {
  const part = { values: [text('type', 'text'), text('content', message)] };
  const parts = { arrayValue: { values: [{ kvlistValue: part }] } };
  return list('gen_ai.input.messages', {
    kvlistValue: { values: [text('role', 'user'), { key: 'parts', value: parts }] },
  });
}

function text(key: string, stringValue: string): object {
  return { key, value: { stringValue } };
}

function integer(key: string, value: number): object {
  return { key, value: { intValue: String(value) } };
}

function list(key: string, value: object): object {
  return { key, value: { arrayValue: { values: [value] } } };
}
