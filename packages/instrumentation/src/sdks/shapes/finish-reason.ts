// Maps the finish reasons of chat and text completions to those of the conventions for messages. The
// span attribute keeps the provider's word.

/** A finish reason; `error` if none arrived, or anything but a word. */
export function toFinishReason(finishReason: unknown): string {
  if (typeof finishReason !== 'string' || finishReason === '') return 'error';
  return finishReason === 'tool_calls' || finishReason === 'function_call'
    ? 'tool_call'
    : finishReason;
}
