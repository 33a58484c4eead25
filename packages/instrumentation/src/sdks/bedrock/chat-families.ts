// The families that chat in messages: Anthropic's, Nova's, which is that of Converse, and OpenAI's, which Mistral, DeepSeek
// and others have.

import type { ConverseRequest, ConverseStreamOutput } from '@aws-sdk/client-bedrock-runtime';
import type {
  ChatCompletion,
  ChatCompletionChunk,
  ChatCompletionCreateParams,
} from 'openai/resources/chat/completions';
import { ownValue } from '../../model/size.ts';
import { toTexts } from '../../model/texts.ts';
import { chatShape } from '../shapes/chat.ts';
import { MESSAGES } from '../shapes/messages/messages.ts';
import { messagesSize } from '../shapes/size.ts';
import { toInput } from './converse-content.ts';
import { assemble, resultOf, type Said } from './converse-stream.ts';
import { addEvent, toOutput, toResponse } from './converse.ts';
import { familyIn } from './family.ts';

export const MESSAGES_FAMILY = familyIn(MESSAGES);

/** The settings of Nova; older requests write them as other families do. */
interface NovaRequest extends ConverseRequest {
  readonly inferenceConfig?: ConverseRequest['inferenceConfig'] & {
    readonly max_new_tokens?: number;
    readonly top_p?: number;
    readonly topK?: number;
    readonly top_k?: number;
  };
}

export const NOVA_FAMILY = familyIn<NovaRequest, Said, ConverseStreamOutput>({
  operation: 'chat',
  request({ inferenceConfig: asked = {} }) {
    return {
      maxTokens: asked.maxTokens ?? asked.max_new_tokens,
      temperature: asked.temperature,
      topP: asked.topP ?? asked.top_p,
      topK: asked.topK ?? asked.top_k,
      stopSequences: toTexts(asked.stopSequences),
    };
  },
  size: (body) => messagesSize(ownValue(body, 'messages'), ownValue(body, 'system')),
  input: toInput,
  response: toResponse,
  output: (said) => toOutput(resultOf(said)),
  chunk: addEvent,
  assemble,
});

const shape = chatShape<ChatCompletionCreateParams, ChatCompletion, ChatCompletionChunk>();

/** Mistral says `stop_reason`. */
interface Choices {
  readonly choices?: readonly {
    readonly stop_reason?: unknown;
    readonly finish_reason?: unknown;
  }[];
}

export const CHAT_FAMILY = familyIn<
  ChatCompletionCreateParams,
  ChatCompletion,
  ChatCompletionChunk
>({
  ...shape,
  response: (completion) => shape.response(renamed(completion)),
  output: (completion) => shape.output(renamed(completion)),
  chunk: (into, chunk) => shape.chunk(into, renamed(chunk)),
  assemble: (into, chunk) => shape.assemble(into, renamed(chunk)),
});

/** What ended a choice, under OpenAI's name. */
function renamed<Answer extends object>(answer: Answer): Answer {
  const { choices } = answer as Choices;
  if (!Array.isArray(choices) || choices.every((choice) => choice?.stop_reason == null)) {
    return answer;
  }
  return {
    ...answer,
    choices: (choices as NonNullable<Choices['choices']>).map((choice) => ({
      ...choice,
      finish_reason: choice.finish_reason ?? choice.stop_reason,
    })),
  };
}
