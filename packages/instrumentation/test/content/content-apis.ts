// The APIs of which content is tested, and how a case is called in each: plain or streamed.

import type Anthropic from '@anthropic-ai/sdk';
import type OpenAI from 'openai';
import { chatCases } from './content-chat-cases.ts';
import type { ContentCase } from './content-client.ts';
import { messagesCases } from './content-messages-cases.ts';
import { responsesCases } from './content-responses-cases.ts';
import { toChatEvents, toMessageEvents, toResponseEvents } from './content-streams.ts';
import type { AnthropicVersion } from '../support/traced-anthropic.ts';
import type { Version } from '../support/traced-openai.ts';

/** One API of a client. */
export interface ContentApi<Client> {
  readonly name: string;
  readonly cases: readonly ContentCase[];
  toEvents(answer: object): object[];
  create(client: Client, params: object): Promise<unknown>;
}

/** The ends of the supported range, and a version between. */
export const openAiVersions = ['7.59.0', '5.0.0', '4.76.0'] as const satisfies readonly Version[];
export const anthropicVersions = [
  '1.14.0',
  '0.39.0',
] as const satisfies readonly AnthropicVersion[];

const chat: ContentApi<OpenAI> = {
  name: 'chat.completions',
  cases: chatCases,
  toEvents: toChatEvents,
  create: (client, params) =>
    client.chat.completions.create({ model: 'gpt-4o', ...params } as never),
};
const responses: ContentApi<OpenAI> = {
  name: 'responses',
  cases: responsesCases,
  toEvents: toResponseEvents,
  create: (client, params) => client.responses.create({ model: 'gpt-4o', ...params } as never),
};
const betaResponses: ContentApi<OpenAI> = {
  ...responses,
  name: 'beta.responses',
  create: (client, params) => client.beta.responses.create({ model: 'gpt-4o', ...params } as never),
};

/** The APIs that a version has. */
export function openAiApis(version: Version): readonly ContentApi<OpenAI>[] {
  if (version === '4.76.0') return [chat];
  return version === '7.59.0' ? [chat, responses, betaResponses] : [chat, responses];
}

const common = { model: 'claude-5', max_tokens: 100 };

/** All of the SDK. */
export const anthropicApis: readonly ContentApi<Anthropic>[] = [
  {
    name: 'messages',
    cases: messagesCases,
    toEvents: toMessageEvents,
    create: (client, params) => client.messages.create({ ...common, ...params } as never),
  },
  {
    name: 'beta.messages',
    cases: messagesCases,
    toEvents: toMessageEvents,
    create: (client, params) => client.beta.messages.create({ ...common, ...params } as never),
  },
];
