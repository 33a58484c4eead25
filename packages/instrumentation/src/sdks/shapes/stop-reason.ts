// Maps the stop reasons of Anthropic, and of Bedrock, whose words they share, to the finish reasons of the conventions.

const FINISH_REASONS: Readonly<Record<string, string>> = {
  end_turn: 'stop',
  stop_sequence: 'stop',
  max_tokens: 'length',
  model_context_window_exceeded: 'length',
  tool_use: 'tool_call',
  refusal: 'content_filter',
  content_filtered: 'content_filter',
  guardrail_intervened: 'content_filter',
};

/** A finish reason; stop reasons that the conventions lack, such as `pause_turn`, stay unchanged. */
export function toFinishReason(stopReason: string | null | undefined): string | undefined {
  if (stopReason == null) return undefined;
  return FINISH_REASONS[stopReason] ?? stopReason;
}
