// Content against its schemas: every kind of part, whole and without each field that it must have.
import { describe, expect, it } from 'vitest';
import { check, type Profile, readOtlp } from '../src/index.ts';
import { json, structure, text, type WireValue } from './telemetry.ts';

/** The messages of findings about content in one attribute of a chat span. */
function problems(key: string, value: WireValue, profile: Profile = 'latest'): string[] {
  const attributes = [
    { key: 'gen_ai.operation.name', value: text('chat') },
    { key, value },
  ];
  const spans = [{ name: 'chat', kind: 3, spanId: 'a', attributes }];
  const lines = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans }] }] });
  return check(readOtlp(lines, 'content'), { profile })
    .findings.filter(({ id }) => id === 'genai_content_schema')
    .map(({ message }) => message);
}

const server = { type: 'web_search' };
/** A part of each type, and the fields besides `type` that it must have. */
const PARTS: readonly (readonly [string, object, readonly string[]])[] = [
  ['text', { content: 'x' }, ['content']],
  ['reasoning', { content: 'x' }, ['content']],
  ['tool_call', { id: 'call_1', name: 'weather', arguments: { city: 'Paris' } }, ['name']],
  ['tool_call_response', { id: 'call_1', response: 'sunny' }, ['response']],
  ['server_tool_call', { name: 'search', server_tool_call: server }, ['name', 'server_tool_call']],
  [
    'server_tool_call_response',
    { id: 'x', server_tool_call_response: server },
    ['server_tool_call_response'],
  ],
  ['blob', { modality: 'image', content: 'AA==' }, ['modality', 'content']],
  ['file', { modality: 'document', file_id: 'file_1' }, ['modality', 'file_id']],
  ['uri', { modality: 'image', uri: 'https://example.com/a.png' }, ['modality', 'uri']],
  ['compaction', { id: 'x', content: 'y' }, []],
  ['hologram', { of: 'x' }, []],
];
const INPUT = 'gen_ai.input.messages';
const messageOf = (part: object): object[] => [{ role: 'user', parts: [part] }];

describe.each(PARTS)('a part of type %s', (type, fields, required) => {
  it('is accepted as text and as structure', () => {
    const messages = messageOf({ type, ...fields });
    expect(problems(INPUT, json(messages))).toEqual([]);
    expect(problems(INPUT, structure(messages))).toEqual([]);
  });

  it.runIf(required.length > 0)('needs its fields', () => {
    for (const missing of required) {
      const found = problems(INPUT, json(messageOf({ type, ...fields, [missing]: undefined })));
      expect(found).toEqual([
        `${INPUT} does not fit the schema input-messages: /0/parts/0 must have required property '${missing}'`,
      ]);
    }
  });
});

const OUTPUT = 'gen_ai.output.messages';
const INSTRUCTIONS = 'gen_ai.system_instructions';
const answer = [{ role: 'assistant', parts: [{ type: 'text', content: 'x' }] }];
const finished = [{ ...answer[0], finish_reason: 'stop' }];

type Accepted = readonly [what: string, key: string, value: unknown, profile?: Profile];
const ACCEPTED: readonly Accepted[] = [
  ['an answer', OUTPUT, answer],
  ['an answer with a finish reason', OUTPUT, finished],
  ['an answer with a finish reason', OUTPUT, finished, '1.41'],
  ['no messages', INPUT, []],
  ['instructions', INSTRUCTIONS, [{ type: 'text', content: 'x' }]],
  ['instructions of an unknown type', INSTRUCTIONS, [{ type: 'hologram' }]],
  ['instructions of another type', INSTRUCTIONS, [{ type: 'reasoning', content: 'x' }], '1.41'],
  ['a tool', 'gen_ai.tool.definitions', [{ type: 'function', name: 'x', parameters: {} }]],
  ['a tool of a server', 'gen_ai.tool.definitions', [{ type: 'web_search', name: 'x' }]],
  ['arguments', 'gen_ai.tool.call.arguments', { city: 'Paris' }],
  ['documents', 'gen_ai.retrieval.documents', [{ id: 'a', score: 0.5 }, { score: null }]],
  ['memories', 'gen_ai.memory.records', [{ content: 'x', score: 1 }]],
];
const accepted = ACCEPTED.map(([what, key, value, profile]) => ({ what, key, value, profile }));

it.each(accepted)('accepts $what', ({ key, value, profile }) => {
  expect(problems(key, json(value), profile)).toEqual([]);
});

type Refused = readonly [
  what: string,
  key: string,
  value: unknown,
  message: string,
  profile?: Profile,
];
const REFUSED: readonly Refused[] = [
  ['messages that are no list', INPUT, { role: 'user' }, '/ must be array'],
  ['a message without parts', INPUT, [{ role: 'user' }], "/0 must have required property 'parts'"],
  ['a message without a role', INPUT, [{ parts: [] }], "/0 must have required property 'role'"],
  ['a part without a type', INPUT, messageOf({}), "/0/parts/0 must have required property 'type'"],
  ['an answer without parts', OUTPUT, [{ role: 'assistant' }], "required property 'parts'"],
  ['a part of an answer', OUTPUT, [{ role: 'x', parts: [{ type: 'text' }] }], '/0/parts/0 must'],
  ['an answer without an end', OUTPUT, answer, "required property 'finish_reason'", '1.41'],
  [
    'text that is no text',
    INPUT,
    messageOf({ type: 'text', content: 1 }),
    'content must be string',
  ],
  [
    'a data: URL as uri',
    INPUT,
    messageOf({ type: 'uri', modality: 'image', uri: 'data:image/png;base64,AA==' }),
    '/0/parts/0/uri must NOT be valid',
  ],
  ['a tool call as instruction', INSTRUCTIONS, [{ type: 'tool_call', name: 'x' }], '/0 must NOT'],
  ['a tool without a name', 'gen_ai.tool.definitions', [{ type: 'function' }], "property 'name'"],
  ['a tool without a type', 'gen_ai.tool.definitions', [{ name: 'x' }], "property 'type'"],
  [
    'parameters as text',
    'gen_ai.tool.definitions',
    [{ type: 'function', name: 'x', parameters: '{}' }],
    '/0/parameters must be object',
  ],
  ['arguments as a list', 'gen_ai.tool.call.arguments', ['x'], '/ must be object'],
  ['a result as a number', 'gen_ai.tool.call.result', 1, '/ must be object'],
  ['a score as text', 'gen_ai.retrieval.documents', [{ score: '1' }], '/0/score must be number'],
  ['a memory without content', 'gen_ai.memory.records', [{}], "required property 'content'"],
];
const refused = REFUSED.map(([what, key, value, message, profile]) => ({
  what,
  key,
  value,
  message,
  profile,
}));

it.each(refused)('finds $what', ({ key, value, message, profile }) => {
  const found = problems(key, json(value), profile);
  expect(found).toHaveLength(1);
  expect(found[0]).toContain(message);
});

it('finds text that is no JSON, and never shows content', () => {
  const found = problems(INPUT, text('canary-1'));
  expect(found).toEqual([expect.stringContaining('no JSON')]);
  const more = problems(INPUT, json(messageOf({ type: 'text', text: 'canary-2', content: 3 })));
  expect([...found, ...more].join()).not.toContain('canary');
});
