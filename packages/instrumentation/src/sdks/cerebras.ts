// The adapter of `@cerebras/cerebras_cloud_sdk`: chat and completions in OpenAI's shape, whose responses say in
// `time_info` how long the service took. Its clients warm up a connection with a request that is no call.

import type {
  ChatCompletion,
  ChatCompletionCreateParams,
} from '@cerebras/cerebras_cloud_sdk/resources/chat/completions';
import type {
  Completion,
  CompletionCreateParams,
} from '@cerebras/cerebras_cloud_sdk/resources/completions';
import { defineAdapter } from '../model/adapter.ts';
import type { Response } from '../model/response.ts';
import type { StreamedResponse } from '../model/streamed-response.ts';
import { methodsOf, type Clients } from './client-methods.ts';
import { resourceClass } from './resource-class.ts';
import { chatShape } from './shapes/chat.ts';
import { completionsShape } from './shapes/completions.ts';
import { baseUrl, CLIENT_TEXTS, STAINLESS } from './stainless.ts';

const clients: Clients = {
  baseUrl,
  provider: () => 'cerebras',
  common: {
    ...STAINLESS,
    errorTexts: [
      ...CLIENT_TEXTS,
      'Wrong API Key',
      'Model {model} does not exist or you do not have access to it.',
      'Requests per minute limit exceeded - too many requests sent.',
      'Tokens per minute limit exceeded - too many tokens processed.',
      'Please reduce the length of the messages or completion. Current length is {number} while limit is {number}',
      "We're experiencing high traffic right now! Please try again soon.",
    ],
  },
};

const inference = methodsOf('inference', clients);

/** A response or a chunk; of the chunks only the last one says it. */
interface Timed {
  readonly time_info?: { readonly total_time?: number | null } | null;
}

/** What a shape reads, and the time that the service took. */
function timed<Result>(shape: {
  response(result: Result): Response;
  chunk(into: StreamedResponse, chunk: Result): void;
}) {
  return {
    ...shape,
    response: (result: Result): Response => ({
      ...shape.response(result),
      ...withTime(result as Timed),
    }),
    chunk(into: StreamedResponse, chunk: Result): void {
      shape.chunk(into, chunk);
      Object.assign(into.metadata, withTime(chunk as Timed));
    },
  };
}

function withTime({ time_info: time }: Timed): Response {
  const seconds = time?.total_time;
  return typeof seconds === 'number' ? { processingMs: seconds * 1000 } : {};
}

const chatOf = chatShape<ChatCompletionCreateParams, ChatCompletion, ChatCompletion>();
const chat = inference<ChatCompletionCreateParams, ChatCompletion, ChatCompletion>({
  ...chatOf,
  ...timed(chatOf),
  request: (params) => ({
    ...chatOf.request(params),
    ...(params.disable_reasoning === true && { reasoningLevel: 'none' }),
  }),
});

const completionsOf = completionsShape<CompletionCreateParams, Completion, Completion>();
const completions = inference<CompletionCreateParams, Completion, Completion>({
  ...completionsOf,
  ...timed(completionsOf),
});

export const cerebras = defineAdapter({
  name: 'cerebras',
  providers: ['cerebras'],
  clients: ['Cerebras'],
  packages: [
    {
      name: '@cerebras/cerebras_cloud_sdk',
      versions: '>=1.14 <2',
      traces: 'chat completions, completions',
      files: [
        {
          file: /^resources\/chat\/completions$/,
          targets: [resourceClass('Cerebras', 'chat.completions', { create: chat })],
        },
        {
          file: /^resources\/completions$/,
          targets: [resourceClass('Cerebras', 'completions', { create: completions })],
        },
      ],
    },
  ],
});
