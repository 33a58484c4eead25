// Answers as the events of a stream that add up to them.

type Fields = Record<string, unknown>;

/** The halves of a text. */
const halves = (text: string): string[] => {
  const middle = Math.ceil(text.length / 2);
  return [text.slice(0, middle), text.slice(middle)];
};

/** The chunks of a chat completion. */
export function toChatEvents(answer: object): object[] {
  const { choices, ...head } = answer as { choices: Fields[] };
  const chunk = (index: unknown, delta: object, finish_reason: unknown = null): object => ({
    ...head,
    object: 'chat.completion.chunk',
    choices: [{ index, delta, finish_reason }],
  });
  return choices.flatMap(({ index, message, finish_reason }) => {
    const { tool_calls: calls = [], audio, function_call: call, ...texts } = message as Fields;
    return [
      chunk(index, { role: 'assistant', content: '' }),
      ...Object.entries(texts)
        .filter(([key, text]) => key !== 'role' && typeof text === 'string')
        .flatMap(([key, text]) =>
          halves(text as string).map((half) => chunk(index, { [key]: half })),
        ),
      ...toAudioDeltas(audio as Fields | undefined).map((delta) => chunk(index, { audio: delta })),
      ...toFunctionDeltas(call as Fields | undefined, 'arguments').map((delta) =>
        chunk(index, { function_call: delta }),
      ),
      ...(calls as Fields[]).flatMap((each, place) =>
        toCallDeltas(each).map((delta) =>
          chunk(index, { tool_calls: [{ index: place, ...delta }] }),
        ),
      ),
      chunk(index, {}, finish_reason),
    ];
  });
}

function toCallDeltas({ id, type, function: called, custom }: Fields): object[] {
  const key = custom === undefined ? 'function' : 'custom';
  const [first, ...others] = toFunctionDeltas(
    (custom ?? called) as Fields,
    custom === undefined ? 'arguments' : 'input',
  );
  return [{ id, type, [key]: first }, ...others.map((delta) => ({ [key]: delta }))];
}

function toFunctionDeltas(call: Fields | undefined, key: string): object[] {
  if (call === undefined) return [];
  const [first, second] = halves(String(call[key]));
  return [{ name: call['name'], [key]: first }, { [key]: second }];
}

function toAudioDeltas(audio: Fields | undefined): object[] {
  if (audio === undefined) return [];
  const bytes = Buffer.from(String(audio['data']), 'base64');
  // Four bytes are base64 with padding behind them.
  const pieces = [bytes.subarray(0, 4), bytes.subarray(4)].map((each) => each.toString('base64'));
  const texts = halves(String(audio['transcript'])).map((transcript) => ({ transcript }));
  return [{ id: audio['id'] }, ...texts, ...pieces.map((data) => ({ data }))];
}

/** The events of a response. */
export function toResponseEvents(answer: object): object[] {
  const response = answer as Fields & { output: Fields[] };
  const begun = { ...response, status: 'in_progress', output: [] };
  return [
    { type: 'response.created', response: begun },
    ...response.output.flatMap((item, index) => toItemEvents(item, index)),
    { type: `response.${String(response['status'])}`, response },
  ].map((event, index) => ({ ...event, sequence_number: index }));
}

const DELTA_EVENTS: Readonly<Record<string, string>> = {
  output_text: 'response.output_text',
  refusal: 'response.refusal',
  reasoning_text: 'response.reasoning_text',
  summary_text: 'response.reasoning_summary_text',
};

function toItemEvents(item: Fields, index: number): object[] {
  const place = { output_index: index, item_id: item['id'] };
  const empty: Fields = { ...item };
  const events: object[] = [];
  for (const key of ['content', 'summary']) {
    if (!Array.isArray(item[key])) continue;
    empty[key] = [];
    for (const [part, content] of (item[key] as Fields[]).entries()) {
      const type = DELTA_EVENTS[String(content['type'])];
      const at = key === 'summary' ? { summary_index: part } : { content_index: part };
      const added = key === 'summary' ? 'reasoning_summary_part' : 'content_part';
      const begun = { ...content, ['text' in content ? 'text' : 'refusal']: '' };
      events.push({ type: `response.${added}.added`, ...place, ...at, part: begun });
      for (const delta of halves(String(content['text'] ?? content['refusal']))) {
        events.push({ type: `${type}.delta`, ...place, ...at, delta });
      }
    }
  }
  const texts = { function_call: 'arguments', mcp_call: 'arguments', custom_tool_call: 'input' };
  const key = texts[item['type'] as keyof typeof texts];
  if (key !== undefined) {
    empty[key] = '';
    const type = `response.${key === 'input' ? 'custom_tool_call' : String(item['type'])}_${key}`;
    for (const delta of halves(String(item[key]))) {
      events.push({ type: `${type}.delta`, ...place, delta });
    }
  }
  return [
    { type: 'response.output_item.added', output_index: index, item: empty },
    ...events,
    { type: 'response.output_item.done', output_index: index, item },
  ];
}

/** The events of an Anthropic message. */
export function toMessageEvents(answer: object): object[] {
  const { content, stop_reason, ...head } = answer as Fields & { content: Fields[] };
  return [
    { type: 'message_start', message: { ...head, content: [], stop_reason: null } },
    ...content.flatMap((block, index) => [
      ...toBlockEvents(block).map((event) => ({ ...event, index })),
      { type: 'content_block_stop', index },
    ]),
    {
      type: 'message_delta',
      delta: { stop_reason, stop_sequence: null },
      usage: { output_tokens: 3 },
    },
    { type: 'message_stop' },
  ];
}

function toBlockEvents(block: Fields): object[] {
  const start = (content_block: object): object => ({ type: 'content_block_start', content_block });
  const deltas = (type: string, key: string, text: unknown): object[] =>
    halves(String(text)).map((half) => ({
      type: 'content_block_delta',
      delta: { type, [key]: half },
    }));
  switch (block['type']) {
    case 'text':
      return [start({ ...block, text: '' }), ...deltas('text_delta', 'text', block['text'])];
    case 'thinking':
      return [
        start({ ...block, thinking: '', signature: '' }),
        ...deltas('thinking_delta', 'thinking', block['thinking']),
        ...deltas('signature_delta', 'signature', block['signature']),
      ];
    case 'tool_use':
    case 'server_tool_use':
    case 'mcp_tool_use': {
      const isEmpty = Object.keys(block['input'] as object).length === 0;
      const json = isEmpty ? '' : JSON.stringify(block['input']);
      return [start({ ...block, input: {} }), ...deltas('input_json_delta', 'partial_json', json)];
    }
    case 'compaction': {
      const delta = { type: 'compaction_delta', content: block['content'] };
      return [start({ ...block, content: null }), { type: 'content_block_delta', delta }];
    }
    default:
      return [start(block)];
  }
}
