// Maps Google's finish reasons of candidates to those of the conventions.

import type { Candidate, GenerateContentResponse } from '@google/genai';

const FINISH_REASONS: Readonly<Record<string, string>> = {
  STOP: 'stop',
  MAX_TOKENS: 'length',
  SAFETY: 'content_filter',
  RECITATION: 'content_filter',
  BLOCKLIST: 'content_filter',
  PROHIBITED_CONTENT: 'content_filter',
  SPII: 'content_filter',
  IMAGE_SAFETY: 'content_filter',
  IMAGE_PROHIBITED_CONTENT: 'content_filter',
  IMAGE_RECITATION: 'content_filter',
  MODEL_ARMOR: 'content_filter',
  MALFORMED_FUNCTION_CALL: 'error',
  MALFORMED_RESPONSE: 'error',
  UNEXPECTED_TOOL_CALL: 'error',
};

/** A finish reason; those that the conventions lack, such as `LANGUAGE`, stay unchanged. */
export function toFinishReason(reason: Candidate['finishReason']): string | undefined {
  return reason === undefined ? undefined : (FINISH_REASONS[reason] ?? reason);
}

/** Whether the prompt was blocked: there is no candidate then. */
export function isBlocked({ promptFeedback }: GenerateContentResponse): boolean {
  return promptFeedback?.blockReason !== undefined;
}
