// The adapter of `@mistralai/mistralai`. Its clients call functions, which an application can call itself; each sends
// its request in a local `$do`.

import type {
  ChatCompletionRequest,
  ChatCompletionResponse,
  CompletionEvent,
  EmbeddingRequest,
  EmbeddingResponse,
  FIMCompletionRequest,
  ModerationResponse,
} from '@mistralai/mistralai/models/components';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import { defineAdapter } from '../../model/adapter.ts';
import type { AnyMethod } from '../../model/method.ts';
import { ownValue } from '../../model/size.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { methodsOf } from '../client-methods.ts';
import { toPrompt } from '../content-parts.ts';
import { chatShape } from '../shapes/chat.ts';
import { chatSize, embeddedSize, promptSize } from '../shapes/size.ts';
import { conversations } from './conversations.ts';
import { readDocument, transcribe, transcribeStream } from './media.ts';
import { type Client, type Done, sent, thrown, valueOf } from '../speakeasy.ts';
import { clients, inference } from './methods.ts';
import { registration } from './own-telemetry.ts';
import { toChunk, toCompletion, toConversation, toParams } from './wire.ts';

type Asked = ChatCompletionRequest | FIMCompletionRequest;

const shape = chatShape<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>();

const toRequest = (_client: Client, asked: Asked) => shape.request(toParams(asked));

const answered = {
  request: toRequest,
  thrown,
  response: (done: Done<ChatCompletionResponse>) => shape.response(toCompletion(valueOf(done))),
  output: (done: Done<ChatCompletionResponse>) => shape.output(toCompletion(valueOf(done))),
};

/** A stream, or the response that is assembled of it, which has the names of the API. */
type Streamed = Done<object> | ChatCompletion;

const streamed = {
  request: (client: Client, asked: Asked) => ({ ...toRequest(client, asked), stream: true }),
  thrown: (done: Streamed) => thrown(done as Done<object>),
  stream: (done: Streamed) => valueOf(done as Done<object>),
  response: () => ({}),
  saysEnd: shape.saysEnd,
  chunk: (into: StreamedResponse, { data }: CompletionEvent) => shape.chunk(into, toChunk(data)),
  assemble: (into: Streamed | undefined, { data }: CompletionEvent) =>
    shape.assemble(into as ChatCompletion | undefined, toChunk(data)),
  output: (assembled: Streamed) => shape.output(assembled as ChatCompletion),
};

const chatted = {
  operation: 'chat',
  size: (_client: Client, request: ChatCompletionRequest) => chatSize(request),
  input: (_client: Client, request: ChatCompletionRequest) => shape.input(toConversation(request)),
} as const;

const filled = {
  operation: 'text_completion',
  size: (_client: Client, request: FIMCompletionRequest) => promptSize(ownValue(request, 'prompt')),
  input: (_client: Client, { prompt }: FIMCompletionRequest) => toPrompt(prompt),
} as const;

const embed = methodsOf(
  'embeddings',
  clients,
)<Client, Done<EmbeddingResponse>, never, EmbeddingRequest>({
  request: (_client, { model, encodingFormat: format }) => ({
    model,
    encodingFormats: format === undefined ? undefined : [format],
  }),
  thrown,
  response(done) {
    const { id, model, usage, data } = valueOf(done);
    return {
      id,
      model,
      usage: { inputTokens: usage?.promptTokens },
      dimensionCount: data?.[0]?.embedding?.length,
    };
  },
  size: (_client, request) => embeddedSize(ownValue(request, 'inputs')),
});

export const mistral = defineAdapter({
  name: 'mistral',
  providers: ['mistral_ai'],
  packages: [
    {
      name: '@mistralai/mistralai',
      versions: '>=1.6 <3',
      traces:
        'chat, agents and fim: complete, parse and stream; conversations: start, append and restart, streamed too; embeddings, transcriptions, OCR, moderations and classifications; of clients and as functions',
      files: [
        sent('(?:chat|agents)Complete', inference({ ...answered, ...chatted })),
        sent('(?:chat|agents)Stream', inference({ ...streamed, ...chatted })),
        sent('fimComplete', inference({ ...answered, ...filled })),
        sent('fimStream', inference({ ...streamed, ...filled })),
        sent('embeddingsCreate', embed),
        sent('betaConversations(?:Start|Append|Restart)', inference(conversations.answered)),
        sent('betaConversations(?:Start|Append|Restart)Stream', inference(conversations.streamed)),
        sent('audioTranscriptionsComplete', transcribe),
        sent('audioTranscriptionsStream', transcribeStream),
        sent('ocrProcess', readDocument),
        ...['moderate', 'moderateChat', 'classify', 'classifyChat'].map((name) =>
          sent(`classifiers${name[0]!.toUpperCase()}${name.slice(1)}`, classification(name)),
        ),
        { file: /^(?:esm\/)?extra\/observability\/provider$/, targets: [registration] },
      ],
    },
  ],
});

/** It generates nothing and counts nothing. */
function classification(name: string): AnyMethod {
  return methodsOf(
    'request',
    clients,
  )<Client, Done<ModerationResponse>, never, { readonly model: string }>({
    name: `mistral.classifiers.${name}`,
    request: (_client, { model }) => ({ model }),
    thrown,
    response(done) {
      const { id, model } = valueOf(done);
      return { id, model };
    },
  });
}
