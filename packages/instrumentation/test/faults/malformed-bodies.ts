// Bodies that no provider should send, generated: every whole body that is wrong, and every field
// that an adapter reads with every value that it should not have, plain and streamed.

import type { MODEL_CALLS } from './model-calls.ts';

/** A body as it comes over the wire. */
export interface MalformedBody {
  readonly label: string;
  readonly call: CallName;
  readonly isStreamed: boolean;
  readonly text: string;
}

type CallName = keyof typeof MODEL_CALLS;

interface Template {
  readonly body: object;
  /** The fields that are read, as paths. */
  readonly fields: readonly string[];
  /** The events of the streamed call; none where there is no stream. */
  readonly events?: readonly object[];
  readonly eventFields?: readonly string[];
}

const completionUsage = {
  prompt_tokens: 3,
  completion_tokens: 4,
  total_tokens: 7,
  prompt_tokens_details: { cached_tokens: 1 },
  completion_tokens_details: { reasoning_tokens: 2 },
};
const completionFields = [
  'id',
  'model',
  'service_tier',
  'system_fingerprint',
  'choices',
  'choices.0',
  'choices.0.index',
  'choices.0.finish_reason',
  'usage',
  'usage.prompt_tokens',
  'usage.completion_tokens',
  'usage.prompt_tokens_details',
  'usage.prompt_tokens_details.cached_tokens',
  'usage.completion_tokens_details.reasoning_tokens',
];
const tokenUsage = {
  input_tokens: 3,
  output_tokens: 4,
  input_tokens_details: { cached_tokens: 1 },
  output_tokens_details: { reasoning_tokens: 2 },
};
const usageFields = [
  'usage',
  'usage.input_tokens',
  'usage.output_tokens',
  'usage.input_tokens_details.cached_tokens',
];
const identity = { id: 'x_1', model: 'm-1', service_tier: 'default', system_fingerprint: 'fp' };
const text = { type: 'output_text', text: 'Hi', annotations: [] };
const response = {
  ...identity,
  object: 'response',
  status: 'completed',
  error: null,
  incomplete_details: null,
  output: [
    { type: 'message', id: 'msg_1', role: 'assistant', status: 'completed', content: [text] },
  ],
  usage: tokenUsage,
};
const responseFields = ['id', 'model', 'status', 'output', 'output.0', 'error', ...usageFields];

const TEMPLATES: Readonly<Record<CallName, Template>> = {
  chat: {
    body: {
      ...identity,
      choices: [{ index: 0, finish_reason: 'stop', message: { role: 'assistant', content: 'Hi' } }],
      usage: completionUsage,
    },
    fields: completionFields,
    events: [
      { ...identity, choices: [{ index: 0, delta: { content: 'Hi' }, finish_reason: 'stop' }] },
      { ...identity, choices: [], usage: completionUsage },
    ],
    eventFields: completionFields,
  },
  completions: {
    body: {
      ...identity,
      choices: [{ index: 0, finish_reason: 'stop', text: 'Hi' }],
      usage: completionUsage,
    },
    fields: completionFields,
    events: [
      { ...identity, choices: [{ index: 0, text: 'Hi', finish_reason: 'stop' }] },
      { ...identity, choices: [], usage: completionUsage },
    ],
    eventFields: completionFields,
  },
  responses: {
    body: response,
    fields: responseFields,
    events: [
      { type: 'response.created', sequence_number: 0, response: { ...response, output: [] } },
      { type: 'response.output_text.delta', sequence_number: 1, delta: 'Hi' },
      { type: 'response.completed', sequence_number: 2, response },
    ],
    eventFields: ['type', 'response', ...responseFields.map((field) => `response.${field}`)],
  },
  embeddings: {
    body: {
      model: 'm-1',
      data: [{ index: 0, embedding: [0.5, 0.25] }],
      usage: { prompt_tokens: 3, total_tokens: 3 },
    },
    fields: ['model', 'data', 'data.0', 'data.0.embedding', 'usage', 'usage.prompt_tokens'],
  },
  images: {
    body: { created: 1, data: [{ b64_json: 'AAAA' }], usage: tokenUsage },
    fields: ['data', ...usageFields],
    events: [{ type: 'image_generation.completed', b64_json: 'AAAA', usage: tokenUsage }],
    eventFields: ['type', ...usageFields],
  },
  transcription: {
    body: { text: 'Hi', usage: tokenUsage },
    fields: ['text', ...usageFields],
    events: [{ type: 'transcript.text.done', text: 'Hi', usage: tokenUsage }],
    eventFields: ['type', ...usageFields],
  },
};

const DEPTH = 10_000;
/** JSON that a field may hold instead of what it should. */
const VALUES: Readonly<Record<string, string>> = {
  null: 'null',
  'a negative number': '-7',
  'an infinite number': '1e309',
  'a fraction': '0.5',
  text: '"12"',
  'an object': '{"length":-1}',
  'an object that is no text': '{"toString":1,"valueOf":2}',
  'an array of null': '[null]',
  'deep arrays': `${'['.repeat(DEPTH)}${']'.repeat(DEPTH)}`,
  'deep objects': `${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`,
  'NaN, which is no JSON': 'NaN',
};

/** What stands in place of a whole JSON text, made of a good one. */
const WHOLE: Readonly<Record<string, (json: string) => string>> = {
  'an HTML page': () => '<!doctype html><title>502 Bad Gateway</title>',
  nothing: () => '',
  'half of it': (json) => json.slice(0, json.length / 2),
  null: () => 'null',
  'a number': () => '7',
  'a text': () => '"Hi"',
  'an array': () => '[1]',
  'an empty object': () => '{}',
  __proto__: (json) => `{"__proto__":{"polluted":true},${json.slice(1)}`,
  'constructor.prototype': (json) =>
    `{"constructor":{"prototype":{"polluted":true}},${json.slice(1)}`,
  'deep nesting': () => `${'{"a":'.repeat(DEPTH)}1${'}'.repeat(DEPTH)}`,
  'a byte order mark': (json) => `\uFEFF${json}`,
};

const PLACE = '"@"';

/** `value` with a placeholder at `path`; `undefined` where the path leads nowhere. */
function mark(value: object, path: string): object | undefined {
  const copy = structuredClone(value) as Record<string, unknown>;
  const keys = path.split('.');
  const last = keys.pop()!;
  const holder = keys.reduce<unknown>(
    (at, key) => (at as Record<string, unknown> | undefined)?.[key],
    copy,
  ) as Record<string, unknown> | null | undefined;
  if (holder == null || !(last in holder)) return undefined;
  holder[last] = '@';
  return copy;
}

/** JSON of `value` with `json` at `path`. */
function replaced(value: object, path: string, json: string): string {
  return JSON.stringify(mark(value, path) ?? value).replace(PLACE, () => json);
}

function toEvents(texts: readonly string[]): string {
  return [...texts, '[DONE]'].map((each) => `data: ${each}\n\n`).join('');
}

function plainBodies(call: CallName, { body, fields }: Template): MalformedBody[] {
  const json = JSON.stringify(body);
  const make = (what: string, made: string): MalformedBody => ({
    label: `${call}: ${what}`,
    call,
    isStreamed: false,
    text: made,
  });
  return [
    ...Object.entries(WHOLE).map(([what, change]) => make(`${what} for the body`, change(json))),
    ...fields.flatMap((field) =>
      Object.entries(VALUES).map(([what, value]) =>
        make(`${what} for ${field}`, replaced(body, field, value)),
      ),
    ),
  ];
}

function streamedBodies(call: CallName, template: Template): MalformedBody[] {
  const { events = [], eventFields = [] } = template;
  if (events.length === 0) return [];
  const texts = events.map((event) => JSON.stringify(event));
  const make = (what: string, made: string): MalformedBody => ({
    label: `${call}, streamed: ${what}`,
    call,
    isStreamed: true,
    text: made,
  });
  return [
    make('events cut off', toEvents(texts).slice(0, -30)),
    make('an HTML page in place of events', WHOLE['an HTML page']!('')),
    ...Object.entries(WHOLE).map(([what, change]) =>
      make(`${what} for every event`, toEvents(texts.map(change))),
    ),
    ...eventFields.flatMap((field) =>
      Object.entries(VALUES).map(([what, value]) =>
        make(
          `${what} for ${field}`,
          toEvents(events.map((event) => replaced(event, field, value))),
        ),
      ),
    ),
  ];
}

/** All of them. */
export const malformedBodies: readonly MalformedBody[] = Object.entries(TEMPLATES).flatMap(
  ([call, template]) => [
    ...plainBodies(call as CallName, template),
    ...streamedBodies(call as CallName, template),
  ],
);
