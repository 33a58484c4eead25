// Maps the finish reasons of chat and text completions to those of the conventions for messages. The
// span attribute keeps the provider's word.

/** Words that the conventions have another for; `eos` is Together's: the model ended by itself. */
const WORDS: ReadonlyMap<string, string> = new Map([
  ['tool_calls', 'tool_call'],
  ['function_call', 'tool_call'],
  ['eos', 'stop'],
]);

/** A finish reason; `error` if none arrived, or anything but a word. */
export function toFinishReason(finishReason: unknown): string {
  if (typeof finishReason !== 'string' || finishReason === '') return 'error';
  return WORDS.get(finishReason) ?? finishReason;
}
