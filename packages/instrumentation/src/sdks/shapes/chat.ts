// OpenAI's chat, which many services speak: the common part of requests, responses and chunks. An adapter
// adds the fields of its own service.

import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import type { Content } from '../../model/content.ts';
import type { RequestOf } from '../../model/operation.ts';
import type { Response } from '../../model/response.ts';
import type { Size } from '../../model/size.ts';
import type { StreamedResponse } from '../../model/streamed-response.ts';
import { toTexts } from '../../model/texts.ts';
import { input, output } from './chat-content.ts';
import { assemble } from './chat-stream.ts';
import { addGateway } from './gateway.ts';
import { chatSize } from './size.ts';
import { toCompletionUsage } from './usage.ts';

/** A method of this shape. */
interface ChatShape<Params, Completion, Chunk> {
  readonly operation: 'chat';
  request(params: Params): RequestOf<'inference'>;
  response(completion: Completion): Response;
  size(params: Params): Size | undefined;
  input(params: Params): Content;
  output(completion: Completion): Content;
  readonly saysEnd: true;
  chunk(into: StreamedResponse, chunk: Chunk): void;
  assemble(into: Completion | undefined, chunk: Chunk): Completion;
}

/** What may have usage. */
type Using = Pick<ChatCompletionChunk, 'usage'>;

/** The shape in a package's types, which equal OpenAI's under other names. */
export function chatShape<Params, Completion, Chunk>(): ChatShape<Params, Completion, Chunk> {
  return CHAT as unknown as ChatShape<Params, Completion, Chunk>;
}

const CHAT = {
  operation: 'chat',
  request: chatRequest,
  response: chatResponse,
  size: chatSize,
  input,
  output,
  saysEnd: true,
  chunk: chatChunk,
  assemble,
} satisfies ChatShape<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>;

/** The request. */
function chatRequest(params: ChatCompletionCreateParams): RequestOf<'inference'> {
  return {
    model: params.model,
    stream: params.stream ?? undefined,
    temperature: params.temperature ?? undefined,
    topP: params.top_p ?? undefined,
    maxTokens: params.max_completion_tokens ?? params.max_tokens ?? undefined,
    frequencyPenalty: params.frequency_penalty ?? undefined,
    presencePenalty: params.presence_penalty ?? undefined,
    stopSequences: toTexts(params.stop),
    seed: params.seed ?? undefined,
    choiceCount: params.n ?? undefined,
    outputType: toOutputType(params),
    reasoningLevel: params.reasoning_effort ?? undefined,
  };
}

/** The complete response. */
function chatResponse(completion: ChatCompletion): Response {
  const response: Response = {
    id: completion.id,
    model: completion.model,
    finishReasons: completion.choices?.map(reasonOf),
    usage: toCompletionUsage(completion.usage, completion.model),
  };
  addGateway(response, completion);
  return response;
}

/** A word; servers also send nothing or a number. */
function reasonOf({ finish_reason: reason }: { readonly finish_reason: unknown }): string {
  return typeof reason === 'string' && reason !== '' ? reason : 'error';
}

/** Folds one chunk of a stream into the response. */
function chatChunk(into: StreamedResponse, chunk: ChatCompletionChunk): void {
  into.identify(chunk.id, chunk.model);
  const usage = toCompletionUsage(chunk.usage ?? usageElsewhere(chunk), chunk.model);
  if (usage !== undefined) into.usage(usage);
  addGateway(into.metadata, chunk);
  // Azure sends chunks without choices.
  for (const choice of chunk.choices ?? []) into.choice(choice.index, choice.finish_reason);
}

/** Groq's place, and the last choice, where Moonshot puts it. */
function usageElsewhere(chunk: ChatCompletionChunk): ChatCompletionChunk['usage'] {
  const { x_groq: groq, choices } = chunk as ChatCompletionChunk & { readonly x_groq?: Using };
  const [choice] = (choices ?? []) as readonly Using[];
  return groq?.usage ?? choice?.usage;
}

function toOutputType(params: ChatCompletionCreateParams): RequestOf<'inference'>['outputType'] {
  if (params.modalities?.includes('audio')) return 'speech';
  const type = params.response_format?.type;
  if (type === undefined) return undefined;
  return type === 'text' ? 'text' : 'json';
}
