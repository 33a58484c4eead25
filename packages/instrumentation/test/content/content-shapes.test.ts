// What is recorded of what was said, in the shapes of the conventions: every case of every API, plain
// and streamed.

import { beforeAll, describe, expect, it } from 'vitest';
import { anthropicApis, anthropicVersions, openAiApis, openAiVersions } from './content-apis.ts';
import { answering, contentOf, readAll, recordContent, schemaProblems } from './content-client.ts';
import { type CalledCase, mediaOf } from './content-media-cases.ts';
import { useTracedAnthropic } from '../support/traced-anthropic.ts';
import { useTracedOpenAi } from '../support/traced-openai.ts';

const sendEventsTo = recordContent('true');

/** The cases of `list` as they are, and those that can be streamed as streams. */
const withStreams = (list: readonly CalledCase[]) => [
  ...list.map((each) => ({ ...each, isStreamed: false })),
  ...list
    .filter(({ events }) => events !== undefined)
    .map((each) => ({ ...each, isStreamed: true, name: `${each.name} of a stream` })),
];

describe.each(openAiVersions)('openai %s', (version) => {
  const traced = useTracedOpenAi(version);
  beforeAll(() => sendEventsTo(traced.sink));
  const client = (answer: object) =>
    new traced.OpenAI({ apiKey: 'unused', maxRetries: 0, fetch: answering(answer) as never });

  describe.each(openAiApis(version))('$name', ({ cases, create, toEvents }) => {
    it.each(cases)('records $name', async ({ params, answer, expected }) => {
      await create(client(answer), params);
      expect(contentOf(traced.sink)).toEqual(expected);
      expect(traced.sink.logs()).toHaveLength(1);
      expect(schemaProblems(traced.sink)).toEqual([]);
    });

    it.each(cases)('records $name of a stream', async ({ params, answer, expected }) => {
      await readAll(await create(client(toEvents(answer)), { ...params, stream: true }));
      expect(contentOf(traced.sink)).toEqual(expected);
    });
  });

  it.each(withStreams(mediaOf(version)))(
    'records $name',
    async ({ call, answer, events, ...rest }) => {
      await readAll(await call(client(rest.isStreamed ? events! : answer), rest.isStreamed));
      expect(contentOf(traced.sink)).toEqual(rest.expected);
      expect(schemaProblems(traced.sink)).toEqual([]);
    },
  );
});

describe.each(anthropicVersions)('@anthropic-ai/sdk %s', (version) => {
  const traced = useTracedAnthropic(version);
  beforeAll(() => sendEventsTo(traced.sink));
  const client = (answer: object) =>
    new traced.Anthropic({ apiKey: 'unused', maxRetries: 0, fetch: answering(answer) as never });

  describe.each(anthropicApis)('$name', ({ cases, create, toEvents }) => {
    it.each(cases)('records $name', async ({ params, answer, expected }) => {
      await create(client(answer), params);
      expect(contentOf(traced.sink)).toEqual(expected);
      expect(traced.sink.logs()).toHaveLength(1);
      expect(schemaProblems(traced.sink)).toEqual([]);
    });

    it.each(cases)('records $name of a stream', async ({ params, answer, expected }) => {
      await readAll(await create(client(toEvents(answer)), { ...params, stream: true }));
      expect(contentOf(traced.sink)).toEqual(expected);
    });
  });
});
