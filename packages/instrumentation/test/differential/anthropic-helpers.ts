// What of @anthropic-ai/sdk sends for the application: `stream()` with its events, `parse()`, the tool
// runner; and what no call record comes of.

import { toHeaders } from '@llm-otel/testkit';
import { question } from './anthropic-methods.ts';
import { type EventHelper, eventHelpersOf, type Helper } from './event-helpers.ts';
import { rejection, type Outcome, type Program, type Stage } from './program.ts';

const helpers: readonly Helper[] = (['messages', 'beta.messages'] as const).map((name) => ({
  name: `${name}.stream()`,
  event: 'text',
  start({ anthropic, model }, behaviour = {}, signal) {
    const { messages } = (name === 'messages' ? anthropic : anthropic.beta) as typeof anthropic;
    return messages.stream(
      { model, ...question },
      { headers: toHeaders(behaviour), ...(signal && { signal }) },
    ) as unknown as EventHelper;
  },
  final: (helper) => (helper as EventHelper & { finalMessage(): Promise<unknown> }).finalMessage(),
}));

const weather = {
  name: 'get_weather',
  description: 'The weather of a city',
  input_schema: { type: 'object' as const, properties: { city: { type: 'string' } } },
};
const askForWeather = {
  max_tokens: 200,
  messages: [{ role: 'user' as const, content: 'What is the weather in Paris?' }],
};

const others: Readonly<Record<string, readonly [(stage: Stage) => Promise<void>, ...Outcome[]]>> = {
  'messages.stream() becomes a ReadableStream': [
    async (stage) => {
      const helper = stage.anthropic.messages.stream({ model: stage.model, ...question });
      stage.log(await new Response(helper.toReadableStream()).text());
    },
    'completed',
  ],
  'messages.stream() gives its response': [
    async (stage) => {
      const helper = stage.anthropic.messages.stream({ model: stage.model, ...question });
      const { data, response, request_id } = await helper.withResponse();
      stage.log(data === helper, response.status, request_id, await helper.finalText());
      stage.log(helper.messages, helper.receivedMessages);
    },
    'completed',
  ],
  'messages.stream() calls a tool': [
    async (stage) => {
      const helper = stage.anthropic.messages
        .stream({ model: stage.model, ...askForWeather, tools: [weather] })
        .on('inputJson', (part, snapshot) => stage.log(part, snapshot))
        .on('contentBlock', (block) => stage.log(block));
      stage.log(await helper.finalMessage());
    },
    'completed',
  ],
  'an application counts tokens': [
    async (stage) => {
      const { anthropic, model } = stage;
      const promise = anthropic.messages.countTokens({ model, messages: question.messages });
      stage.log(promise.constructor.name, await promise);
    },
  ],
  'an application lists models': [
    async (stage) => {
      for await (const model of stage.anthropic.models.list()) stage.log(model);
    },
  ],
  'an application works with batches': [
    async (stage) => {
      const { batches } = stage.anthropic.messages;
      const params = { model: stage.model, ...question };
      const batch = await batches.create({ requests: [{ custom_id: 'first', params }] });
      stage.log(batch, await batches.retrieve(batch.id), await batches.cancel(batch.id));
      for await (const each of batches.list()) stage.log(each);
      const page = await batches.list();
      stage.log(page, page.hasNextPage());
      const results = await batches.results(batch.id);
      stage.log(results.constructor.name);
      for await (const result of results) stage.log(result);
      stage.log(await batches.delete(batch.id));
    },
  ],
  'an application works with batches that fail': [
    async (stage) => {
      const { batches } = stage.anthropic.messages;
      stage.mock.behaveNext({ status: 404 }, 3);
      stage.log(await rejection(batches.retrieve('msgbatch_1')));
      stage.log(await rejection(batches.list()));
      stage.log(await rejection(batches.results('msgbatch_1')));
    },
  ],
  'an application looks at a method': [
    async (stage) => {
      const { messages } = stage.anthropic;
      const { create } = messages;
      const prototype = Object.getPrototypeOf(messages) as object;
      stage.log(create, Object.keys(create), 'prototype' in create, Object.keys(prototype));
      stage.log(Reflect.ownKeys(prototype).map(String));
    },
  ],
  'an application looks at a client': [
    async (stage) => {
      const { anthropic } = stage;
      // 0.39 has none.
      const copy =
        'withOptions' in anthropic ? anthropic.withOptions({ maxRetries: 1 }) : anthropic;
      const { openTelemetry } = anthropic as { openTelemetry?: unknown };
      stage.log(Object.keys(anthropic), Object.keys(copy), openTelemetry ?? 'none');
      stage.log(copy.constructor === anthropic.constructor, copy.maxRetries);
    },
  ],
  'an application has a client of a sub-class': [
    async (stage) => {
      const { anthropic, model, mock } = stage;
      const Base = anthropic.constructor as typeof import('@anthropic-ai/sdk').Anthropic;
      class Client extends Base {}
      const client = new Client({ apiKey: 'unused', baseURL: mock.anthropicUrl });
      stage.log(await client.messages.create({ model, ...question }), client.constructor.name);
    },
    'completed',
  ],
  'an application passes the resources': [
    async (stage) => {
      const body = { model: stage.model, ...question };
      stage.log(await stage.anthropic.post('/v1/messages', { body }));
    },
  ],
};

const sinceToolRunner: Readonly<
  Record<string, readonly [(stage: Stage) => Promise<void>, ...Outcome[]]>
> = {
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
              throw new RangeError('of the application');
            },
          },
        ],
      });
      stage.log(await rejection(runner.runUntilDone()));
    },
    'completed',
    'completed',
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

const toPrograms = (table: typeof others): (Program & { readonly name: string })[] =>
  Object.entries(table).map(([name, [run, ...records]]) => ({ name, records, run }));

/** Programs that only a version with a tool runner can run. */
export const recentHelpers: readonly Program[] = toPrograms(sinceToolRunner);

export const anthropicHelpers: readonly Program[] = [
  ...eventHelpersOf(helpers),
  ...toPrograms(others),
];
