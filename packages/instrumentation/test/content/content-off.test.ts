// With content off no word of it leaves: every case of every API, plain, streamed and failed, searched
// for in everything that is emitted.

import { beforeAll, describe, expect, it } from 'vitest';
import { anthropicApis, anthropicVersions, openAiApis, openAiVersions } from './content-apis.ts';
import { answering, CANARY, CANARY_BASE64, readAll, recordContent } from './content-client.ts';
import { mediaOf } from './content-media-cases.ts';
import { useTracedAnthropic } from '../support/traced-anthropic.ts';
import { useTracedOpenAi, type TracedOpenAi } from '../support/traced-openai.ts';

const sendEventsTo = recordContent('false');

/** All that is emitted, as one text. */
async function emitted({ sink }: Pick<TracedOpenAi, 'sink'>): Promise<string> {
  const metrics = await sink.metrics();
  const all = [sink.spans(), sink.logs(), metrics];
  for (const each of all) expect(each.length).toBeGreaterThan(0);
  return JSON.stringify(all, (_key, value: unknown) =>
    typeof value === 'bigint' ? String(value) : value,
  );
}

const CANARIES = new RegExp(`${CANARY}|${CANARY_BASE64}`);

/** How many of the calls say that the conversation was compacted. */
const compactions = ({ sink }: Pick<TracedOpenAi, 'sink'>): number =>
  sink.spans().filter(({ attributes }) => attributes['gen_ai.conversation.compacted'] === true)
    .length;

const failure = { type: 'error', error: { type: 'overloaded_error', message: 'Too much.' } };

describe.each(openAiVersions)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  beforeAll(() => sendEventsTo(traced.sink));
  const client = (answer: object, status?: number) =>
    new traced.OpenAI({
      apiKey: 'unused',
      maxRetries: 0,
      fetch: answering(answer, status) as never,
    });

  it.each(openAiApis(version))('says nothing of $name', async ({ cases, create, toEvents }) => {
    for (const { params, answer } of cases) {
      await create(client(answer), params);
      await readAll(await create(client(toEvents(answer)), { ...params, stream: true }));
      await create(client(failure, 500), params).catch(() => undefined);
    }
    expect(traced.sink.logs().length).toBeGreaterThanOrEqual(3 * cases.length);
    expect(await emitted(traced)).not.toMatch(CANARIES);
  });

  it.runIf(version === '7.59.0')(
    'knows all the same that a conversation was compacted',
    async () => {
      const { create, cases, toEvents } = openAiApis(version)[1]!;
      for (const { params, answer } of cases) {
        await create(client(answer), params);
        await readAll(await create(client(toEvents(answer)), { ...params, stream: true }));
        for await (const event of (await create(client(toEvents(answer)), {
          ...params,
          stream: true,
        })) as AsyncIterable<{ item?: { type: string }; type: string }>) {
          if (event.item?.type === 'compaction' && event.type.endsWith('.done')) break;
        }
      }
      expect(compactions(traced)).toBe(3);
    },
  );

  it('says nothing of the smaller APIs', async () => {
    for (const { call, answer, events } of mediaOf(version)) {
      await readAll(await call(client(answer), false));
      if (events !== undefined) await readAll(await call(client(events), true));
    }
    expect(await emitted(traced)).not.toMatch(CANARIES);
  });
});

describe.each(anthropicVersions)('@anthropic-ai/sdk %s', (version) => {
  const traced = useTracedAnthropic(version);
  beforeAll(() => sendEventsTo(traced.sink));
  const client = (answer: object, status?: number) =>
    new traced.Anthropic({
      apiKey: 'unused',
      maxRetries: 0,
      fetch: answering(answer, status) as never,
    });

  it.each(anthropicApis)('says nothing of $name', async ({ cases, create, toEvents }) => {
    for (const { params, answer } of cases) {
      await create(client(answer), params);
      await readAll(await create(client(toEvents(answer)), { ...params, stream: true }));
      await create(client(failure, 500), params).catch(() => undefined);
    }
    expect(traced.sink.logs().length).toBeGreaterThanOrEqual(3 * cases.length);
    expect(await emitted(traced)).not.toMatch(CANARIES);
  });

  it('knows all the same that a conversation was compacted', async () => {
    const { create, cases, toEvents } = anthropicApis[1]!;
    for (const { params, answer } of cases) {
      await create(client(answer), params);
      await readAll(await create(client(toEvents(answer)), { ...params, stream: true }));
    }
    expect(compactions(traced)).toBe(2);
  });
});
