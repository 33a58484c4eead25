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

/** The frames in the stack of `error` that are in the folder of the package. */
function framesOfOurs(error: unknown): string[] {
  return String((error as Error).stack)
    .split('\n')
    .filter((line) => /instrumentation\/dist\/|llm-otel\/dist\//.test(line));
}

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
      const error = await rejection(runner.finalContent());
      stage.log(error, framesOfOurs(error));
    },
  },
  {
    name: 'runTools() has a tool that looks at its call',
    records: ['completed', 'completed', 'completed'],
    run: async (stage) => {
      const { client, model } = stage;
      const parameters = { type: 'object', properties: { city: { type: 'string' } } };
      const definition = {
        ...tools[0]!.function,
        count: 0,
        async function(this: unknown, ...args: unknown[]) {
          const at = new Error('where it is called');
          stage.log(this === definition, args.length, args[0], at, framesOfOurs(at));
          (this as typeof definition).count += 1;
          await stage.turn();
          throw new RangeError('of the application');
        },
        parse(this: unknown, text: string): unknown {
          stage.log(this === definition);
          return JSON.parse(text) as unknown;
        },
        parameters,
      };
      const given = [{ type: 'function' as const, function: definition }];
      const before = Object.keys(definition);
      const runner = chatHelpers(client).runTools({ model, messages, tools: given });
      const error = await rejection(runner.finalContent());
      stage.log(error, framesOfOurs(error), definition.count, before, Object.keys(definition));
      const inherited = Object.create(definition, { function: { value: function named() {} } });
      const sync = [{ type: 'function' as const, function: inherited as typeof definition }];
      stage.log(
        await chatHelpers(client).runTools({ model, messages, tools: sync }).finalMessage(),
      );
    },
  },
];
