// Why generation stopped: the provider's stop reasons in the words of the conventions.

const FINISH_REASONS: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_call',
  refusal: 'content_filter',
};

/** A finish reason; stop reasons without a word in the conventions, such as `pause_turn`, stay as they are. */
export function toFinishReason(stopReason: string | null | undefined): string | undefined {
  if (stopReason == null) return undefined;
  return FINISH_REASONS[stopReason] ?? stopReason;
}
