// The adapter of `@openrouter/sdk`, a gateway: chat, responses and embeddings in OpenAI's shapes, under names of its own.
// The response says what the call cost, and on request which provider answered.

import type { ChatRequest, ChatStreamChunk, StreamEvents } from '@openrouter/sdk/models';
import type * as Operations from '@openrouter/sdk/models/operations';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import type { CreateEmbeddingResponse, EmbeddingCreateParams } from 'openai/resources/embeddings';
import type {
  Response,
  ResponseCreateParams,
  ResponseStreamEvent,
} from 'openai/resources/responses/responses';
import { defineAdapter } from '../../model/adapter.ts';
import { ownValue } from '../../model/size.ts';
import { methodsOf } from '../client-methods.ts';
import { chatShape } from '../shapes/chat.ts';
import { embeddingsShape } from '../shapes/embeddings.ts';
import { RESPONSES } from '../shapes/responses/responses.ts';
import { toSnakeCase } from '../snake-case.ts';
import { type Client, type Done, sent, thrown, valueOf } from '../speakeasy.ts';
import { clients } from './clients.ts';
import { rerank } from './rerank.ts';
import { streamIn, toSettings, withUpstream } from './wire.ts';

const inference = methodsOf('inference', clients);
const ofChat = chatShape<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>();
const ofEmbeddings = embeddingsShape<EmbeddingCreateParams, CreateEmbeddingResponse>();

/** What `$do` resolves with, or what is assembled of a stream under the API's names. */
type Answered<Result, Assembled> = Done<Result> | Assembled;

/** A whole response under the API's names. */
function toWhole<T>(answered: Answered<unknown, T>): T {
  return Array.isArray(answered)
    ? (toSnakeCase(valueOf(answered as unknown as Done<unknown>)) as T)
    : (answered as T);
}

const returned = {
  thrown: (answered: unknown) => thrown(answered as Done<unknown>),
  stream: (answered: unknown) => streamIn(valueOf(answered as Done<unknown>)),
};

const chat = inference<
  Client,
  Answered<Operations.SendChatCompletionRequestResponse, ChatCompletion>,
  ChatStreamChunk,
  Operations.SendChatCompletionRequestRequest
>({
  ...ofChat,
  ...returned,
  request(_client, { chatRequest }) {
    const asked = ofChat.request(toSettings(chatRequest) as ChatCompletionCreateParams);
    return { ...asked, reasoningLevel: asked.reasoningLevel ?? effortIn(chatRequest) };
  },
  size: (_client, request) =>
    ofChat.size(ownValue(request, 'chatRequest') as ChatCompletionCreateParams),
  input: (_client, { chatRequest: { messages, tools } }) =>
    ofChat.input(toSnakeCase({ messages, tools }) as ChatCompletionCreateParams),
  response: (answered) => {
    const completion = toWhole<ChatCompletion>(answered);
    return withUpstream(ofChat.response(completion), completion);
  },
  output: (answered) => ofChat.output(toWhole<ChatCompletion>(answered)),
  chunk(into, chunk) {
    const wire = toSnakeCase(chunk) as ChatCompletionChunk;
    ofChat.chunk(into, wire);
    withUpstream(into.metadata, wire);
  },
  assemble: (into, chunk) =>
    ofChat.assemble(into as ChatCompletion | undefined, toSnakeCase(chunk) as ChatCompletionChunk),
});

const responses = inference<
  Client,
  Answered<Operations.CreateResponsesResponse, Response>,
  StreamEvents,
  Operations.CreateResponsesRequest
>({
  ...RESPONSES,
  ...returned,
  request: (_client, { responsesRequest }) =>
    RESPONSES.request(toSettings(responsesRequest) as ResponseCreateParams),
  size: (_client, request) => RESPONSES.size(ownValue(request, 'responsesRequest') as object),
  input: (_client, { responsesRequest: { input, instructions, tools } }) =>
    RESPONSES.input(toSnakeCase({ input, instructions, tools }) as ResponseCreateParams),
  response: (answered) => {
    const response = toWhole<Response>(answered);
    return withUpstream(RESPONSES.response(response), response);
  },
  output: (answered) => RESPONSES.output(toWhole<Response>(answered)),
  chunk(into, event) {
    const wire = toSnakeCase(event) as ResponseStreamEvent;
    RESPONSES.chunk(into, wire);
    if ('response' in wire) withUpstream(into.metadata, wire.response);
  },
  assemble: (into, event) =>
    RESPONSES.assemble(into as Response | undefined, toSnakeCase(event) as ResponseStreamEvent),
});

const embeddings = methodsOf(
  'embeddings',
  clients,
)<Client, Done<Operations.CreateEmbeddingsResponseBody>, never, Operations.CreateEmbeddingsRequest>(
  {
    request: (_client, { requestBody }) =>
      ofEmbeddings.request(toSettings(requestBody) as EmbeddingCreateParams),
    size: (_client, request) =>
      ofEmbeddings.size(ownValue(request, 'requestBody') as EmbeddingCreateParams),
    thrown,
    response(done) {
      const body = valueOf(done);
      return ofEmbeddings.response({
        ...toSettings(body),
        data: body.data,
      } as CreateEmbeddingResponse);
    },
  },
);

/** The level of reasoning, where it stands beside others. */
function effortIn({ reasoning }: ChatRequest): string | undefined {
  return reasoning?.effort ?? undefined;
}

export const openRouter = defineAdapter({
  name: 'openrouter',
  providers: ['openrouter'],
  packages: [
    {
      name: '@openrouter/sdk',
      versions: '>=1 <2',
      traces:
        'chat.send, responses.send, embeddings.generate, rerank, callModel, of clients and as functions',
      files: [
        sent('chatSend', chat),
        sent('(?:beta)?[rR]esponsesSend', responses),
        sent('embeddingsGenerate', embeddings),
        sent('rerankRerank', rerank),
      ],
    },
  ],
});
