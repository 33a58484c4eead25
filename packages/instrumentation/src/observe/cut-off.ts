<<<<<<< HEAD
// The failure of a stream that a server or a proxy ended early, without an error.

import type { Failure } from '../model/response.ts';

/** What is recorded of it. */
=======
// What is recorded as the failure of a stream that was cut off.

import type { Failure } from '../model/response.ts';

/** A server or proxy ended the stream early without error. */
>>>>>>> db4542f5bf0b43e6b1aba2d5567cf9a7bb0df940
export const CUT_OFF: Failure = {
  code: 'incomplete_stream',
  message: 'the stream ended without a finish reason',
  class: 'connection',
};
