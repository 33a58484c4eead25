// Which family a call of InvokeModel has to do with. The body says it by its shape, whatever the model is called: an ARN of
// an inference profile tells nothing. The name counts where the body is not read.

import { CHAT_FAMILY, MESSAGES_FAMILY, NOVA_FAMILY } from './chat-families.ts';
import type { Family } from './family.ts';
import type { Body } from './invoke-body.ts';
import { COHERE_FAMILY, PROMPT_FAMILY, TITAN_FAMILY } from './text-families.ts';

/** A family that is not known: its bodies are not read. */
export const UNKNOWN_FAMILY: Family = {
  operation: 'generate_content',
  request: () => ({}),
  response: () => ({}),
  chunk: () => undefined,
};

/** What a call does besides generating. */
type Task = 'embeddings' | 'rerank';

const BY_NAME: readonly (readonly [RegExp, Family])[] = [
  [/stability\.|image|canvas|reel/, UNKNOWN_FAMILY],
  [/anthropic\./, MESSAGES_FAMILY],
  [/amazon\.nova/, NOVA_FAMILY],
  [/amazon\.titan/, TITAN_FAMILY],
  [/meta\.llama/, PROMPT_FAMILY],
  [/cohere\.command/, COHERE_FAMILY],
  [/(?:mistral|deepseek|openai|qwen|moonshot|minimax|zai|google|nvidia)\./, CHAT_FAMILY],
];

/** Fields that only a request for embeddings has, beside the text. */
const OF_EMBEDDINGS = ['dimensions', 'normalize', 'embeddingTypes', 'embeddingConfig'];

/** The task of a call that does not generate. */
export function taskOf(model: string, body: Body | undefined): Task | undefined {
  if (/embed/.test(model)) return 'embeddings';
  if (/rerank/.test(model)) return 'rerank';
  if (body === undefined) return undefined;
  if ('inputText' in body || 'inputImage' in body) {
    return OF_EMBEDDINGS.some((field) => field in body) ? 'embeddings' : undefined;
  }
  if ('input_type' in body) return 'embeddings';
  return 'query' in body && 'documents' in body ? 'rerank' : undefined;
}

/** The family; `body` is absent if it is not read. */
export function familyOf(model: string, body: Body | undefined): Family {
  const named = BY_NAME.find(([name]) => name.test(model))?.[1];
  if (body === undefined || named === UNKNOWN_FAMILY) return named ?? UNKNOWN_FAMILY;
  if (Array.isArray(body['messages'])) return chatFamilyOf(body, body['messages'][0]);
  if ('inputText' in body) return TITAN_FAMILY;
  if (typeof body['prompt'] === 'string') return PROMPT_FAMILY;
  return typeof body['message'] === 'string' ? COHERE_FAMILY : UNKNOWN_FAMILY;
}

/** Nova's parts of messages have no type. */
function chatFamilyOf(body: Body, message: unknown): Family {
  if ('anthropic_version' in body) return MESSAGES_FAMILY;
  const { content } = (message ?? {}) as { readonly content?: unknown };
  const part: unknown = Array.isArray(content) ? content[0] : undefined;
  const isNova = typeof part === 'object' && part !== null && !('type' in part);
  return isNova ? NOVA_FAMILY : CHAT_FAMILY;
}
