// Tool calls of the mock server, seen through the real SDK.
import OpenAI from 'openai';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type MockLlm, startMockLlm, toHeaders } from '../src/index.ts';

let mock: MockLlm;
let client: OpenAI;

beforeAll(async () => {
  mock = await startMockLlm();
  client = new OpenAI({ baseURL: mock.url, apiKey: 'unused' });
});
beforeEach(() => mock.reset());
afterAll(() => mock.close());

const question = (content: string) => [{ role: 'user' as const, content }];
const weatherTool = {
  type: 'function' as const,
  function: {
    name: 'get_weather',
    description: 'The weather of a city',
    parameters: { type: 'object', properties: { city: { type: 'string' } } },
  },
};

describe('tools', () => {
  it('calls the tool that fits the question and fills its arguments', async () => {
    const clock = { type: 'function' as const, function: { name: 'get_time' } };
    const completion = await client.chat.completions.create({
      model: 'gpt-4o-mini',
      messages: question('What is the weather in Paris?'),
      tools: [clock, weatherTool],
    });
    expect(completion.choices[0]).toMatchObject({
      finish_reason: 'tool_calls',
      message: {
        content: null,
        tool_calls: [
          { type: 'function', function: { name: 'get_weather', arguments: '{"city":"Paris"}' } },
        ],
      },
    });
  });

  it('streams the arguments in pieces that the SDK puts together', async () => {
    const runner = client.chat.completions.stream(
      {
        model: 'gpt-4o-mini',
        messages: question('What is the weather in Paris?'),
        tools: [weatherTool],
      },
      { headers: toHeaders({ toolCalls: 2, chunks: 5 }) },
    );
    let pieces = 0;
    runner.on('tool_calls.function.arguments.delta', () => (pieces += 1));
    const message = await runner.finalMessage();
    expect(
      message.tool_calls?.map((call) => call.type === 'function' && call.function.arguments),
    ).toEqual(['{"city":"Paris"}', '{"city":"Paris"}']);
    expect(pieces).toBeGreaterThanOrEqual(10);
  });

  it.each([true, false])(
    'ends runTools with a text about the result (stream: %s)',
    async (stream) => {
      const params = {
        model: 'gpt-4o-mini',
        messages: question('What is the weather in Paris?'),
        tools: [
          {
            type: 'function' as const,
            function: {
              ...weatherTool.function,
              parse: JSON.parse,
              function: ({ city }: { city: string }) => ({ city, temperature: 21 }),
            },
          },
        ],
      };
      const runner = stream
        ? client.chat.completions.runTools({ ...params, stream: true })
        : client.chat.completions.runTools(params);
      expect(await runner.finalContent()).toBe('The tool reports: city Paris, temperature 21.');
      expect(mock.requests).toHaveLength(2);
    },
  );
});
