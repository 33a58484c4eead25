// What of newer versions of @anthropic-ai/sdk sends for the application: `parse()`, the tool runner,
// message threads.

import { question } from './anthropic-methods.ts';
import { type ProgramTable, rejection, toPrograms } from './program.ts';

/** A tool. */
export const weather = {
  name: 'get_weather',
  description: 'The weather of a city',
  input_schema: { type: 'object' as const, properties: { city: { type: 'string' } } },
};
/** A question that it is for. */
export const askForWeather = {
  max_tokens: 200,
  messages: [{ role: 'user' as const, content: 'What is the weather in Paris?' }],
};

const table: ProgramTable = {
  'messages.parse() gives structured output': [
    async (stage) => {
      const message = await stage.anthropic.messages.parse({
        model: stage.model,
        ...question,
        output_config: {
          format: {
            type: 'json_schema',
            schema: { type: 'object', properties: { text: { type: 'string' } } },
          },
        },
      });
      stage.log(message);
    },
    'completed',
  ],
  'toolRunner() calls a tool': [
    async (stage) => {
      const runner = stage.anthropic.beta.messages.toolRunner({
        model: stage.model,
        ...askForWeather,
        tools: [{ ...weather, run: () => 'sunny', parse: (input) => input }],
      });
      for await (const message of runner) stage.log(message);
      stage.log(await runner.done());
    },
    'completed',
    'completed',
  ],
  'toolRunner() streams and calls a tool': [
    async (stage) => {
      const runner = stage.anthropic.beta.messages.toolRunner({
        model: stage.model,
        ...askForWeather,
        stream: true,
        tools: [{ ...weather, run: () => 'sunny', parse: (input) => input }],
      });
      for await (const stream of runner) for await (const event of stream) stage.log(event);
    },
    'completed',
    'completed',
  ],
  'toolRunner() has a tool that throws': [
    async (stage) => {
      const runner = stage.anthropic.beta.messages.toolRunner({
        model: stage.model,
        ...askForWeather,
        tools: [
          {
            ...weather,
            parse: (input) => input,
            run: () => {
              const error = new RangeError('of the application');
              stage.log(error);
              throw error;
            },
          },
        ],
      });
      stage.log(await rejection(runner.runUntilDone()));
    },
    'completed',
    'completed',
  ],
  'thread() sends two turns': [
    async (stage) => {
      const { anthropic, model } = stage;
      const thread = anthropic.beta.messages.thread({ model, max_tokens: 200 });
      stage.log(await thread.send(question.messages[0]!));
      const { data, response } = await thread
        .send({ role: 'user', content: 'And a trace?' })
        .withResponse();
      stage.log(data, response.status);
    },
    'completed',
    'completed',
  ],
  'thread() streams a turn': [
    async (stage) => {
      const { anthropic, model } = stage;
      const stream = anthropic.beta.messages
        .thread({ model, max_tokens: 200 })
        .stream(question.messages[0]!)
        .on('text', (text) => stage.log(text));
      stage.log(await stream.finalMessage());
    },
    'completed',
  ],
  'thread() streams a turn that is aborted': [
    async (stage) => {
      const { anthropic, model } = stage;
      const stream = anthropic.beta.messages
        .thread({ model, max_tokens: 200 })
        .stream(question.messages[0]!);
      stream.on('streamEvent', () => stream.abort());
      stage.log(await rejection(stream.finalMessage()));
    },
    'aborted',
  ],
  'thread() streams a turn that fails': [
    async (stage) => {
      const { anthropic, model } = stage;
      const thread = anthropic.beta.messages.thread({ model, max_tokens: 200 });
      stage.mock.behaveNext({ status: 529 });
      stage.log(await rejection(thread.stream(question.messages[0]!).finalMessage()));
      stage.mock.behaveNext({ fault: 'cut', faultAfter: 3 });
      stage.log(await rejection(thread.stream(question.messages[0]!).finalMessage()));
    },
    'error',
    'error',
  ],
  'toolRunner() is stopped by status 529': [
    async (stage) => {
      stage.mock.behaveNext({ status: 529 });
      const { anthropic, model } = stage;
      const runner = anthropic.beta.messages.toolRunner({ model, ...askForWeather, tools: [] });
      stage.log(await rejection(runner.runUntilDone()));
    },
    'error',
  ],
};

export const anthropicRunners = toPrograms(table);
