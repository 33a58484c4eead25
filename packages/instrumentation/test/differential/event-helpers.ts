// The helpers that send for the application: `stream()` of both APIs with its events, `runTools()`.

import { toHeaders, type Behaviour } from '@llm-otel/testkit';
import { messages, tools } from './run-tools.ts';
import { chatHelpers, rejection, type Outcome, type Program, type Stage } from './program.ts';

/** What the helpers of both APIs have in common. */
export interface EventHelper extends AsyncIterable<unknown> {
  readonly controller: AbortController;
  readonly ended: boolean;
  readonly errored: boolean;
  readonly aborted: boolean;
  abort(): void;
  done(): Promise<void>;
  emitted(event: string): Promise<unknown>;
  on(event: string, listener: (...values: unknown[]) => void): EventHelper;
  once(event: string, listener: (...values: unknown[]) => void): EventHelper;
  off(event: string, listener: (...values: unknown[]) => void): EventHelper;
}

/** A helper, and how it is used. */
export interface Helper {
  readonly name: string;
  /** An event that arrives more than once. */
  readonly event: string;
  start(stage: Stage, behaviour?: Behaviour, signal?: AbortSignal): EventHelper;
  final(helper: EventHelper): Promise<unknown>;
}

const helpers: readonly Helper[] = [
  {
    name: 'chat.stream()',
    event: 'content',
    start: ({ client, model }, behaviour = {}, signal) =>
      chatHelpers(client).stream(
        { model, messages },
        { headers: toHeaders(behaviour), ...(signal && { signal }) },
      ) as unknown as EventHelper,
    final: (helper) =>
      (helper as EventHelper & { finalChatCompletion(): Promise<unknown> }).finalChatCompletion(),
  },
  {
    name: 'responses.stream()',
    event: 'response.output_text.delta',
    start: ({ client, model }, behaviour = {}, signal) =>
      client.responses.stream(
        { model, input: 'What is a span?' },
        { headers: toHeaders(behaviour), ...(signal && { signal }) },
      ) as unknown as EventHelper,
    final: (helper) =>
      (helper as EventHelper & { finalResponse(): Promise<unknown> }).finalResponse(),
  },
  {
    name: 'runTools() that streams',
    event: 'content',
    start: ({ client, model }, behaviour = {}, signal) =>
      chatHelpers(client).runTools(
        { model, messages, tools, stream: true, tool_choice: 'none' },
        { headers: toHeaders(behaviour), ...(signal && { signal }) },
      ) as unknown as EventHelper,
    final: (helper) =>
      (helper as EventHelper & { finalChatCompletion(): Promise<unknown> }).finalChatCompletion(),
  },
];

type Use = (stage: Stage, helper: Helper) => Promise<void>;

const gated: Behaviour = { gate: 'events' };

const uses: Readonly<Record<string, readonly [Outcome, Use]>> = {
  'gives its final result': [
    'completed',
    async (stage, { start, final }) => stage.log(await final(start(stage))),
  ],
  'emits its events': [
    'completed',
    async (stage, { start, final, event }) => {
      const helper = start(stage);
      for (const name of ['connect', event, 'chunk', 'event', 'message', 'error', 'abort', 'end']) {
        helper.on(name, (...values) => stage.log(name, ...values));
      }
      await final(helper);
      await helper.done();
      stage.log(helper.ended, helper.errored, helper.aborted);
    },
  ],
  'knows on(), once() and off()': [
    'completed',
    async (stage, { start, event }) => {
      const left = (): void => stage.log('not called');
      const helper = start(stage)
        .once(event, () => stage.log('once'))
        .on(event, left)
        .off(event, left);
      stage.log(await helper.emitted(event));
      await helper.done();
    },
  ],
  'is iterated': [
    'completed',
    async (stage, { start }) => {
      for await (const item of start(stage)) stage.log(item);
    },
  ],
  'is iterated up to the 1st item': [
    'aborted',
    async (stage, { start }) => {
      stage.mock.gate('events').release(3);
      const helper = start(stage, gated);
      for await (const item of helper) {
        stage.log(item);
        break;
      }
      stage.log(await rejection(helper.done()), helper.aborted);
    },
  ],
  'is aborted at once': [
    'aborted',
    async (stage, { start }) => {
      const helper = start(stage, gated);
      helper.abort();
      stage.log(await rejection(helper.done()), helper.ended, helper.errored, helper.aborted);
    },
  ],
  'is aborted while it runs': [
    'aborted',
    async (stage, { start, final }) => {
      stage.mock.gate('events').release(2);
      const helper = start(stage, gated).on('abort', (error) => stage.log('abort', error));
      const failure = rejection(final(helper));
      await helper.emitted('connect');
      for (let events = 0; events < 20; events += 1) await stage.turn();
      helper.abort();
      stage.log(await failure, helper.aborted);
    },
  ],
  'is aborted by a signal': [
    'aborted',
    async (stage, { start, final }) => {
      const controller = new AbortController();
      const helper = start(stage, gated, controller.signal);
      const failure = rejection(final(helper));
      await helper.emitted('connect');
      controller.abort();
      stage.log(await failure, helper.aborted);
    },
  ],
  'fails with status 429': [
    'error',
    async (stage, { start, final }) => {
      const helper = start(stage, { status: 429 }).on('error', (error) => stage.log(error));
      stage.log(await rejection(final(helper)), helper.errored);
    },
  ],
  'fails without a listener': [
    'error',
    async (stage, { start }) => {
      const helper = start(stage, { status: 400 });
      await (
        await stage.mock.waitForRequest()
      ).ended;
      for (let turns = 0; turns < 10; turns += 1) await stage.turn();
      stage.log(helper.ended, helper.errored);
    },
  ],
  'is cut off': [
    'error',
    async (stage, { start, final }) =>
      stage.log(await rejection(final(start(stage, { fault: 'cut', faultAfter: 3 })))),
  ],
  'has a listener that throws': [
    'aborted',
    async (stage, { start, final, event }) => {
      const helper = start(stage).on(event, () => {
        throw new RangeError('of the application');
      });
      stage.log(await rejection(final(helper)));
    },
  ],
};

/** Every use of each of `those`. */
export const eventHelpersOf = (those: readonly Helper[]): Program[] =>
  those.flatMap((helper) =>
    Object.entries(uses).map(([what, [outcome, use]]) => ({
      name: `${helper.name} ${what}`,
      records: [outcome],
      run: (stage: Stage) => use(stage, helper),
    })),
  );

export const eventHelpers: readonly Program[] = eventHelpersOf(helpers);
