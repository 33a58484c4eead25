// runTools(), which sends once for each round, and the tool that it runs.

import { chatHelpers, rejection, type Program } from './program.ts';

export const messages = [{ role: 'user' as const, content: 'What is the weather in Paris?' }];

export const tools = [
  {
    type: 'function' as const,
    function: {
      name: 'get_weather',
      description: 'The weather of a city',
      parameters: { type: 'object', properties: { city: { type: 'string' } } },
      parse: JSON.parse,
      function: (): string => 'sunny',
    },
  },
];

export const runTools: readonly Program[] = [
  {
    name: 'chat.stream() becomes a ReadableStream',
    records: ['completed'],
    run: async (stage) => {
      const helper = chatHelpers(stage.client).stream({ model: stage.model, messages });
      stage.log(await new Response(helper.toReadableStream()).text());
    },
  },
  {
    name: 'runTools() calls a tool',
    records: ['completed', 'completed'],
    run: async (stage) => {
      const { client, model } = stage;
      const runner = chatHelpers(client).runTools({ model, messages, tools });
      runner.on('message', (message) => stage.log(message));
      stage.log(await runner.finalContent(), await runner.finalChatCompletion());
    },
  },
  {
    name: 'runTools() streams and calls a tool',
    records: ['completed', 'completed'],
    run: async (stage) => {
      const { client, model } = stage;
      const runner = chatHelpers(client).runTools({ model, messages, tools, stream: true });
      for await (const chunk of runner) stage.log(chunk);
      stage.log(await runner.finalContent());
    },
  },
  {
    name: 'runTools() has a tool that throws',
    records: ['completed'],
    run: async (stage) => {
      const { client, model } = stage;
      const failing = (): string => {
        throw new RangeError('of the application');
      };
      const broken = tools.map((tool) => ({
        ...tool,
        function: { ...tool.function, function: failing },
      }));
      const runner = chatHelpers(client).runTools({ model, messages, tools: broken });
      stage.log(await rejection(runner.finalContent()));
    },
  },
];
