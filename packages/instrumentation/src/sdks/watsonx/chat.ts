// Chat of watsonx.ai, in OpenAI's shape but for the names of settings.

import type {
  DeploymentsTextChatParams,
  TextChatParams,
  TextChatResponse,
  TextChatStreamResponse,
} from '@ibm-cloud/watsonx-ai';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import { toWireSettings } from '../shapes/camel-case-chat.ts';
import { chatShape } from '../shapes/chat.ts';
import { type Chunk, dataOf, failureIn, inference, streaming } from './clients.ts';

type Asked = TextChatParams | DeploymentsTextChatParams;

const shape = chatShape<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>();

/** A request under the names of the API. A deployment stands for a model that it does not name. */
function toParams(asked: Asked): ChatCompletionCreateParams {
  return {
    ...toWireSettings(asked),
    model: 'modelId' in asked ? asked.modelId : asked.idOrName,
    messages: asked.messages,
    tools: asked.tools,
  } as ChatCompletionCreateParams;
}

function toCompletion(said: TextChatResponse): ChatCompletion {
  return { ...said, model: said.model_id } as unknown as ChatCompletion;
}

function toChunk(said: unknown): ChatCompletionChunk {
  const { model_id: model, ...rest } = (said ?? {}) as TextChatStreamResponse;
  return { ...rest, model } as unknown as ChatCompletionChunk;
}

const asked = {
  operation: 'chat',
  size: shape.size as unknown as (params: Asked) => ReturnType<typeof shape.size>,
  input: (params: Asked) => shape.input(toParams(params)),
} as const;

export const textChat = inference<Asked, TextChatResponse>({
  ...asked,
  request: (params) => shape.request(toParams(params)),
  response: (said) => shape.response(toCompletion(said)),
  output: (said) => shape.output(toCompletion(said)),
});

export const textChatStream = streaming<Asked, ChatCompletion, Chunk>({
  ...asked,
  request: (params) => ({ ...shape.request(toParams(params)), stream: true }),
  stream: (stream) => stream,
  response: () => ({}),
  saysEnd: true,
  chunk(into, chunk) {
    const data = dataOf(chunk);
    into.first('failure', failureIn(data));
    shape.chunk(into, toChunk(data));
  },
  assemble: (into, chunk) => shape.assemble(into, toChunk(dataOf(chunk))),
  output: shape.output,
});
