// The wire form of the legacy POST /v1/completions: a prompt in, text out.
import {
  type Answer,
  type AnswerSeed,
  createdAt,
  InvalidRequest,
  type JsonObject,
  type ServerEvent,
  toResponseModel,
} from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { toChatUsage } from './chat-completions.ts';
import { type Reply, toReply } from './reply.ts';

interface CompletionRequest {
  readonly model?: unknown;
  readonly prompt?: string | readonly unknown[] | null;
  readonly max_tokens?: number | null;
  readonly n?: number | null;
  readonly stream?: boolean | null;
  readonly stream_options?: { include_usage?: boolean } | null;
}

/**
 * Answers a legacy completion request.
 *
 * @throws {InvalidRequest} when `model` is missing
 */
export function answerCompletion(
  request: JsonObject,
  behaviour: Behaviour,
  seed: AnswerSeed,
): Answer {
  const asked = request as CompletionRequest;
  if (typeof asked.model !== 'string')
    throw new InvalidRequest('you must provide a model parameter');
  const prompts = Array.isArray(asked.prompt) ? asked.prompt : [asked.prompt ?? ''];
  const reply = toReply(
    {
      turns: [{ role: 'user', text: prompts.join('\n') }],
      tools: [],
      toolChoice: 'none',
      answerSchema: undefined,
      maxTokens: asked.max_tokens ?? undefined,
      reasoningEffort: undefined,
      choiceCount: asked.n ?? 1,
    },
    behaviour,
    seed.id,
  );
  const head = {
    id: `cmpl-${seed.id}`,
    object: 'text_completion',
    created: createdAt,
    model: behaviour.responseModel ?? toResponseModel(asked.model),
    system_fingerprint: 'fp_44709d6fcb',
  };
  const choices = reply.choices.map(({ text, finishReason }, index) =>
    toChoice(index, text, finishReason),
  );
  const body = { ...head, choices, usage: toChatUsage(reply) };
  if (asked.stream !== true) return { body };
  const includeUsage = asked.stream_options?.include_usage === true;
  return { body, events: [...toEvents(head, reply, includeUsage)] };
}

function toChoice(index: number, text: string, reason: string | null): JsonObject {
  return { index, text, logprobs: null, finish_reason: reason };
}

function* toEvents(head: JsonObject, reply: Reply, includeUsage: boolean): Generator<ServerEvent> {
  for (const [index, choice] of reply.choices.entries()) {
    for (const chunk of choice.chunks) {
      yield { data: { ...head, choices: [toChoice(index, chunk, null)] } };
    }
    yield { data: { ...head, choices: [toChoice(index, '', choice.finishReason)] } };
  }
  if (includeUsage) yield { data: { ...head, choices: [], usage: toChatUsage(reply) } };
  yield { data: '[DONE]' };
}
