// What is recorded as the failure of a stream that was cut off.

import type { Failure } from '../model/response.ts';

/** A server or proxy ended the stream early without error. */
export const CUT_OFF: Failure = {
  code: 'incomplete_stream',
  message: 'the stream ended without a finish reason',
  class: 'connection',
};
