// `stream()` of @anthropic-ai/sdk with its events; and what no call record comes of.

import { toHeaders } from '@llm-otel/testkit';
import { askForWeather, weather } from './anthropic-runners.ts';
import { question } from './anthropic-methods.ts';
import { type EventHelper, eventHelpersOf, type Helper } from './event-helpers.ts';
import { type ProgramTable, type Program, rejection, toPrograms } from './program.ts';

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

const others: ProgramTable = {
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

export const anthropicHelpers: readonly Program[] = [
  ...eventHelpersOf(helpers),
  ...toPrograms(others),
];
