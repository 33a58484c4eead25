// The adapter of `ollama`. Its streams are custom iterables, its tool calls objects, and its errors have a status.

import type {
  ChatRequest,
  ChatResponse,
  EmbeddingsRequest,
  EmbeddingsResponse,
  EmbedRequest,
  EmbedResponse,
  GenerateRequest,
  GenerateResponse,
  Options,
} from 'ollama';
import { defineAdapter } from '../../model/adapter.ts';
import { toCount } from '../../model/count.ts';
import type { RequestOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { ownValue } from '../../model/size.ts';
import { toTexts } from '../../model/texts.ts';
import { methodsOf, type Clients } from '../client-methods.ts';
import { toMessages, toTextParts } from '../content-parts.ts';
import { chatSize, embeddedSize, promptSize } from '../shapes/size.ts';
import { toToolDefinitions } from '../shapes/tool-definitions.ts';
import { ERROR_TEXTS } from './error-texts.ts';
import { toFailure } from './failure.ts';
import { toUsage } from './usage.ts';
import { type Answer, joined, toMessage, toOutput, toReason, toSaid } from './content.ts';

const clients: Clients = {
  baseUrl: (client) => (client as { config?: { host?: string } }).config?.host,
  provider: () => 'ollama',
  common: { failure: toFailure, errorTexts: ERROR_TEXTS },
};
const inference = methodsOf('inference', clients);
const embeddingsOf = methodsOf('embeddings', clients);

/** Shared by chat and generate. */
const answered = {
  stream: (result: object) => (Symbol.asyncIterator in result ? result : undefined),
  response: (answer: Answer): Response => ({
    model: answer.model,
    finishReasons: [toReason(answer) ?? 'error'],
    usage: toUsage(answer),
  }),
  saysEnd: true as const,
  chunk(into: StreamedResponse, answer: Answer): void {
    into.identify(undefined, answer.model);
    into.choice(0, toReason(answer));
    if (answer.done) into.usage(toUsage(answer));
  },
};

const chat = inference<ChatRequest, ChatResponse, ChatResponse>({
  operation: 'chat',
  request: toRequest,
  ...answered,
  size: chatSize,
  input: ({ messages, tools }) => ({
    inputMessages: toMessages(messages, toMessage),
    toolDefinitions: toToolDefinitions(tools),
  }),
  output: (answer) => ({ outputMessages: [toOutput(answer, answer.message)] }),
  assemble: (into, chunk) => ({ ...chunk, message: joined(into?.message, chunk.message) }),
});

const generate = inference<GenerateRequest, GenerateResponse, GenerateResponse>({
  operation: 'text_completion',
  request: toRequest,
  ...answered,
  size: (params) => promptSize(ownValue(params, 'prompt'), ownValue(params, 'system')),
  input: ({ system, prompt, images }) => ({
    systemInstructions: system ? toTextParts(system) : undefined,
    inputMessages: [toMessage({ role: 'user', content: prompt, images: images ?? [] })],
  }),
  output: (answer) => ({ outputMessages: [toOutput(answer, toSaid(answer))] }),
  assemble(into, chunk) {
    const { content, thinking } = joined(into && toSaid(into), toSaid(chunk));
    return { ...chunk, response: content, ...(thinking !== undefined && { thinking }) };
  },
});

const embed = embeddingsOf<EmbedRequest, EmbedResponse>({
  request: ({ model }) => ({ model }),
  response: ({ model, embeddings: [vector] = [], prompt_eval_count: count }) => ({
    model,
    usage: { inputTokens: toCount(count) },
    dimensionCount: vector?.length,
  }),
  size: (params) => embeddedSize(ownValue(params, 'input')),
});

const embeddings = embeddingsOf<EmbeddingsRequest, EmbeddingsResponse>({
  request: ({ model }) => ({ model }),
  response: ({ embedding }) => ({ dimensionCount: embedding?.length }),
  size: (params) => embeddedSize(ownValue(params, 'prompt')),
});
function toRequest(params: {
  readonly model: string;
  readonly stream?: boolean;
  readonly format?: string | object;
  readonly think?: boolean | string;
  readonly options?: Partial<Options>;
}): RequestOf<'inference'> {
  const { model, stream, format, think, options = {} } = params;
  return {
    model,
    stream,
    temperature: options.temperature,
    topP: options.top_p,
    topK: options.top_k,
    // Negative: no limit.
    maxTokens: toCount(options.num_predict),
    frequencyPenalty: options.frequency_penalty,
    presencePenalty: options.presence_penalty,
    stopSequences: toTexts(options.stop),
    seed: options.seed,
    outputType: format ? 'json' : undefined,
    reasoningLevel: typeof think === 'string' ? think : undefined,
  };
}

export const ollama = defineAdapter({
  name: 'ollama',
  clients: ['Ollama'],
  packages: [
    {
      name: 'ollama',
      versions: '>=0.5.18 <1',
      traces: 'chat, generate, embed, embeddings',
      files: [
        {
          file: /^dist\/browser$/,
          targets: [
            {
              kind: 'class',
              name: 'Ollama',
              // The Node.js class inherits from the browser class.
              owner: 'declaring',
              reach: { client: '' },
              methods: { chat, generate, embed, embeddings },
            },
          ],
        },
      ],
    },
  ],
});
