// The ways to send a request, each as one entry of a table.

import { toHeaders } from '@llm-otel/testkit';
import {
  type AnyStream,
  chatHelpers,
  type Method,
  type SendOptions,
  type Sent,
  type Stage,
  type StreamedMethod,
} from './program.ts';

const question = 'What is a span?';
const messages = [{ role: 'user' as const, content: question }];
const schema = {
  type: 'object',
  properties: { text: { type: 'string' } },
  required: ['text'],
  additionalProperties: false,
};

interface RequestOptions {
  headers: Record<string, string>;
  maxRetries?: number;
  signal?: AbortSignal;
}

/** The SDK's options for `options`. */
function toRequestOptions({ behaviour = {}, maxRetries, signal }: SendOptions): RequestOptions {
  return {
    headers: toHeaders(behaviour),
    ...(maxRetries !== undefined && { maxRetries }),
    ...(signal !== undefined && { signal }),
  };
}

export const chat: Method = {
  name: 'chat',
  send: (stage, options = {}) =>
    clientOf(stage, options).chat.completions.create(
      { model: stage.model, messages },
      toRequestOptions(options),
    ),
};

export const plainMethods: readonly [Method, ...Method[]] = [
  chat,
  {
    name: 'chat.parse',
    send: (stage, options = {}) =>
      chatHelpers(clientOf(stage, options)).parse(
        {
          model: stage.model,
          messages,
          response_format: {
            type: 'json_schema',
            json_schema: { name: 'answer', strict: true, schema },
          },
        },
        toRequestOptions(options),
      ),
  },
  {
    name: 'responses',
    send: (stage, options = {}) =>
      clientOf(stage, options).responses.create(
        { model: stage.model, input: question },
        toRequestOptions(options),
      ),
  },
  {
    name: 'responses.parse',
    send: (stage, options = {}) =>
      clientOf(stage, options).responses.parse(
        {
          model: stage.model,
          input: question,
          text: { format: { type: 'json_schema', name: 'answer', strict: true, schema } },
        },
        toRequestOptions(options),
      ),
  },
  {
    name: 'embeddings',
    send: (stage, options = {}) =>
      clientOf(stage, options).embeddings.create(
        { model: stage.model, input: ['one', 'two'] },
        toRequestOptions(options),
      ),
  },
  {
    name: 'embeddings in base64',
    send: (stage, options = {}) =>
      clientOf(stage, options).embeddings.create(
        { model: stage.model, input: 'one', encoding_format: 'base64' },
        toRequestOptions(options),
      ),
  },
];

export const chatStream: StreamedMethod = {
  name: 'streamed chat',
  send: (stage, options = {}) =>
    clientOf(stage, options).chat.completions.create(
      { model: stage.model, messages, stream: true, stream_options: { include_usage: true } },
      toRequestOptions(options),
    ) as Sent<object> as Sent<AnyStream>,
};

export const streamedResponse: StreamedMethod = {
  name: 'streamed responses',
  send: (stage, options = {}) =>
    clientOf(stage, options).responses.create(
      { model: stage.model, input: question, stream: true },
      toRequestOptions(options),
    ) as Sent<object> as Sent<AnyStream>,
};

export const streamedMethods: readonly StreamedMethod[] = [
  chatStream,
  {
    name: 'streamed chat without usage',
    send: (stage, options = {}) =>
      clientOf(stage, options).chat.completions.create(
        { model: stage.model, messages, stream: true },
        toRequestOptions(options),
      ) as Sent<object> as Sent<AnyStream>,
  },
  streamedResponse,
];

function clientOf(stage: Stage, { client }: SendOptions): Stage['client'] {
  return client ?? stage.client;
}
