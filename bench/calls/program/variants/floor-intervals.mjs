// The floor that records as many instruments as we do: of a call three histograms and two counters, of a
// stream the time to its first chunk and each interval.

import { handWritten } from './hand-written.mjs';

export const around = handWritten({ recordsAll: true });
