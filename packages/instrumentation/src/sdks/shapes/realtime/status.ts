// How a response of a Realtime session ended.

import type { RealtimeResponse } from 'openai/resources/realtime/realtime';

/** A finish reason; `undefined` for an unfinished response. */
export function toFinishReason({
  status,
  status_details,
  output,
}: RealtimeResponse): string | undefined {
  if (status === 'completed') {
    return output?.some((item) => item.type === 'function_call') ? 'tool_call' : 'stop';
  }
  if (status !== 'incomplete') return undefined;
  const reason = status_details?.reason;
  return reason === 'max_output_tokens' ? 'length' : (reason ?? 'error');
}
