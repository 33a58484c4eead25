// How a response ended: the API has a status, chat has a finish reason.

import type { Response, ResponseOutputItem } from 'openai/resources/responses/responses';

/** Calls that the application handles. */
const CALLS: ReadonlySet<ResponseOutputItem['type']> = new Set([
  'function_call',
  'custom_tool_call',
  'computer_call',
  'local_shell_call',
  'apply_patch_call',
] as const);

/** A finish reason; `undefined` for an unfinished response. */
export function toFinishReason(
  response: Pick<Response, 'status' | 'incomplete_details' | 'output'>,
): string | undefined {
  switch (response.status) {
    case 'completed':
      return response.output?.some(({ type }) => CALLS.has(type)) ? 'tool_call' : 'stop';
    case 'incomplete':
      return response.incomplete_details?.reason === 'max_output_tokens'
        ? 'length'
        : (response.incomplete_details?.reason ?? 'error');
    case 'failed':
    case 'cancelled':
      return 'error';
    default:
      return undefined;
  }
}

/** Whether the provider has summarised the conversation; else `undefined`. */
export function toIsCompacted(output: Response['output'] | undefined): true | undefined {
  return output?.some(({ type }) => type === 'compaction') ? true : undefined;
}

/** Whether the model has done, or failed to do, what it was asked. */
export function hasEnded(status: Response['status']): boolean {
  return status === 'completed' || status === 'incomplete' || status === 'failed';
}
