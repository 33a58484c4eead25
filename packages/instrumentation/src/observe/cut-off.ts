// The failure of a stream that a server or a proxy ended early, without an error.

import type { Failure } from '../model/response.ts';

/** What is recorded of it. */
export const CUT_OFF: Failure = {
  code: 'incomplete_stream',
  message: 'the stream ended without a finish reason',
  class: 'connection',
};
