// The ways to send a request with @anthropic-ai/sdk, each as one entry of a table.

import type Anthropic from '@anthropic-ai/sdk';
import { toHeaders } from '@llm-otel/testkit';
import type { AnyStream, Method, SendOptions, Sent, Stage, StreamedMethod } from './program.ts';

/** What the Messages API is asked, but for the model. */
export const question = {
  max_tokens: 200,
  messages: [{ role: 'user' as const, content: 'What is a span?' }],
};

/** The SDK's options for `options`. */
function toRequestOptions({
  behaviour = {},
  maxRetries,
  signal,
}: SendOptions): Anthropic.RequestOptions {
  return {
    headers: toHeaders(behaviour),
    ...(maxRetries !== undefined && { maxRetries }),
    ...(signal !== undefined && { signal }),
  };
}

type Resource = 'messages' | 'beta.messages';

function create(
  { anthropic, model }: Stage,
  resource: Resource,
  options: SendOptions,
  stream?: true,
): Sent<object> {
  const { messages } = resource === 'messages' ? anthropic : anthropic.beta;
  const send = (messages as Anthropic['messages']).create.bind(messages);
  const body = { model, ...question, ...(stream && { stream }) };
  return send(body, toRequestOptions(options)) as Sent<object>;
}

const resources: readonly Resource[] = ['messages', 'beta.messages'];

const [messages, betaMessages] = resources.map((name) => ({
  name,
  send: (stage: Stage, options: SendOptions = {}) => create(stage, name, options),
})) as [Method, Method];

export const plainMethods: readonly [Method, ...Method[]] = [
  messages,
  betaMessages,
  {
    name: 'messages that think',
    send: ({ anthropic, model }, options = {}) =>
      anthropic.messages.create(
        {
          model,
          ...question,
          max_tokens: 2000,
          thinking: { type: 'enabled', budget_tokens: 1024 },
        },
        toRequestOptions(options),
      ) as Sent<object>,
  },
];

export const streamedMethods: readonly StreamedMethod[] = resources.map((name) => ({
  name: `streamed ${name}`,
  send: (stage, options = {}) =>
    create(stage, name, options, true) as Sent<object> as Sent<AnyStream>,
}));
