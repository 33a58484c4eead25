// Clients whose answers a test writes itself, with all content recorded: set-up of a file of tests.

import type Anthropic from '@anthropic-ai/sdk';
import type OpenAI from 'openai';
import { beforeAll } from 'vitest';
import { answering, recordContent } from './content-client.ts';
import { response } from './content-samples.ts';
import { toResponseEvents } from './content-streams.ts';
import { useTracedAnthropic } from '../support/traced-anthropic.ts';
import { useTracedOpenAi } from '../support/traced-openai.ts';

const sendEventsTo = recordContent('true');

/** The newest openai. `client` answers with a body, or, as a list, with the events of a stream. */
export function useOpenAi() {
  const traced = useTracedOpenAi('7.59.0');
  beforeAll(() => sendEventsTo(traced.sink));
  const client = (body: object, status?: number): OpenAI =>
    new traced.OpenAI({ apiKey: 'unused', maxRetries: 0, fetch: answering(body, status) });
  /** The sample of a response, as a stream. */
  const responseStream = () =>
    client(toResponseEvents(response)).responses.create({
      model: 'm',
      input: 'Who?',
      stream: true,
    });
  return { traced, client, responseStream };
}

/** The newest Anthropic SDK; the same. */
export function useAnthropic() {
  const traced = useTracedAnthropic('1.14.0');
  beforeAll(() => sendEventsTo(traced.sink));
  const client = (body: object, status?: number): Anthropic =>
    new traced.Anthropic({ apiKey: 'unused', maxRetries: 0, fetch: answering(body, status) });
  return { traced, client };
}
