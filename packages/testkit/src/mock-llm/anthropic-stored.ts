// The wire form of what Anthropic's API keeps besides messages: batches, and the legacy completions.
// Nothing is kept: an object is made of its path.
import {
  type Answer,
  type AnswerSeed,
  InvalidRequest,
  type JsonObject,
  toResponseModel,
} from './answer.ts';
import type { Behaviour } from './behaviour.ts';
import { toReply } from './reply.ts';
import type { StoredRequest } from './stored.ts';

/** Answers a request for a batch, a list of them, the results of one, or what is done to one. */
export function answerBatches({ method, path }: StoredRequest, seed: string): Answer {
  const [id = `msgbatch_${seed}`, action] = path.split('/').slice(4);
  if (action === 'results') {
    const bytes = Buffer.from(
      `${JSON.stringify({ custom_id: 'first', result: { type: 'canceled' } })}\n`,
    );
    return { body: {}, raw: { contentType: 'application/x-jsonl', bytes } };
  }
  if (method === 'DELETE') return { body: { id, type: 'message_batch_deleted' } };
  const batch = toBatch(id, action === 'cancel' ? 'canceling' : 'ended');
  if (method === 'GET' && path.endsWith('/batches')) {
    return { body: { data: [batch], first_id: id, last_id: id, has_more: false } };
  }
  return { body: batch };
}

function toBatch(id: string, status: string): JsonObject {
  return {
    id,
    type: 'message_batch',
    processing_status: status,
    request_counts: { processing: 0, succeeded: 0, errored: 0, canceled: 1, expired: 0 },
    created_at: '2026-01-15T00:00:00Z',
    results_url: `/v1/messages/batches/${id}/results`,
  };
}

/**
 * Answers a legacy completion request.
 *
 * @throws {InvalidRequest} when `model` or `prompt` is missing
 */
export function answerLegacyCompletion(
  request: JsonObject,
  behaviour: Behaviour,
  { id }: AnswerSeed,
): Answer {
  const { model, prompt, max_tokens_to_sample: maxTokens, stream } = request;
  if (typeof model !== 'string') throw new InvalidRequest('model: Field required');
  if (typeof prompt !== 'string') throw new InvalidRequest('prompt: Field required');
  const conversation = {
    turns: [{ role: 'user' as const, text: prompt }],
    tools: [],
    toolChoice: 'none' as const,
    answerSchema: undefined,
    maxTokens: typeof maxTokens === 'number' ? maxTokens : undefined,
    reasoningEffort: undefined,
    choiceCount: 1,
  };
  const { text, chunks, finishReason } = toReply(conversation, behaviour, id).choices[0]!;
  const toCompletion = (completion: string, stopReason: string | null): JsonObject => ({
    type: 'completion',
    id: `compl_${id}`,
    completion,
    stop_reason: stopReason,
    model: behaviour.responseModel ?? toResponseModel(model),
  });
  const stopReason = finishReason === 'length' ? 'max_tokens' : 'stop_sequence';
  const body = toCompletion(text, stopReason);
  if (stream !== true) return { body };
  const events = [
    ...chunks.map((chunk) => toCompletion(chunk, null)),
    toCompletion('', stopReason),
  ].map((data) => ({ name: 'completion', data }));
  return { body, events };
}
