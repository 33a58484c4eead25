// Why a choice of chat or text completions ended, in the words of the conventions for messages. The
// span's own attribute keeps the provider's word.

/** A finish reason; `error` where none ever arrived. */
export function toFinishReason(finishReason: string | null | undefined): string {
  if (finishReason == null) return 'error';
  return finishReason === 'tool_calls' || finishReason === 'function_call'
    ? 'tool_call'
    : finishReason;
}
