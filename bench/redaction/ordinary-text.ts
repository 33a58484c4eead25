// Typical texts of applications and models: prose, JSON, code and logs, with about one value per 2 KB.

const PROSE = `The quarterly report shows that demand for the new product line grew by 12% compared to last year, while
support costs fell from $1,299.00 to $1,104.50 per account. We should therefore move two engineers to the
onboarding team, keep the current pricing, and ask the customer success managers to follow up with everybody who
opened more than three tickets since 2024-01-15. In section 4.2 the authors argue that latency matters more than
throughput, which matches what we saw: the median answer took 1.8 seconds, and nobody waited for longer than 9.\n`;
const JSON_TEXT = `${JSON.stringify({
  id: 'chatcmpl-9xYz12AbCdEfGhIjKlMnOpQrSt',
  object: 'chat.completion',
  created: 1_712_345_678,
  model: 'gpt-4o-2024-08-06',
  choices: [
    {
      index: 0,
      message: {
        role: 'assistant',
        content: 'Here is what I found:\n1. A span has a name.\n2. It ends.',
      },
      finish_reason: 'tool_calls',
      tool_calls: [
        { id: 'call_abc123def456', function: { name: 'search', arguments: '{"q":"spans"}' } },
      ],
    },
  ],
  usage: { prompt_tokens: 1523, completion_tokens: 412, total_tokens: 1935 },
  trace_id: '4bf92f3577b34da6a3ce929d0e0e4736',
})}\n`;
const CODE = `export async function answer(question: string, history: readonly Message[]): Promise<string> {
  const client = new OpenAI({ apiKey: process.env.OPENAI_API_KEY, timeout: 30_000 });
  const messages = [...history, { role: 'user', content: question }];
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const { choices } = await client.chat.completions.create({ model: 'gpt-4o-mini', messages, max_tokens: 4096 });
    if (choices[0]?.message.content) return choices[0].message.content; // the first is enough
    await sleep(2 ** attempt * 100);
  }
  throw new Error(\`no answer after \${attempt} attempts\`);
}\n`;
const LOG = `2024-11-05T13:45:30.123Z INFO [worker-3] request req_011CSHoEeqs5C35K2UUqR7Fy took 884 ms (v1.4.2-rc.1)
2024-11-05T13:45:31.007Z WARN [worker-1] retrieved 12 documents, score 0.8731, from index docs-2024, shard 4\n`;

const VALUES = [
  'Please answer to jane.doe@example.com before Friday.\n',
  'You can call me at +49 30 901820 or (555) 123-4567.\n',
  'The client 203.0.113.42 was refused.\n',
  `Authorization: Bearer ${'abc123DEF456'.repeat(3)}\n`,
  'My card is 4111 1111 1111 1111, my account DE89 3704 0044 0532 0130 00.\n',
  `OPENAI_API_KEY=${'sk-'}proj-${'Ab1'.repeat(16)}\n`,
];

/** `length` characters of it, with the values in turn. */
export function ordinaryText(length: number): string {
  const parts: string[] = [];
  for (let index = 0, written = 0; written < length; index += 1) {
    const part = PROSE + JSON_TEXT + CODE + LOG + VALUES[index % VALUES.length]!;
    parts.push(part);
    written += part.length;
  }
  return parts.join('').slice(0, length);
}
