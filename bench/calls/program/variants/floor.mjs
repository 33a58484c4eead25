// The floor: what a careful engineer would write around a call by hand. A span with 12 attributes and two
// histograms; of a stream's chunks nothing is recorded.

import { handWritten } from './hand-written.mjs';

export const around = handWritten({ recordsAll: false });
