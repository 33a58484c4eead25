// Settings in code.

import { hasCome } from './foundation/first-use.ts';
import { say } from './foundation/say.ts';
import { type Options, setOptions } from './settings/settings.ts';

/**
 * Sets options of the table of docs/configuration.md in code, under the names of its first column. Code wins
 * over the environment; of what is recorded of content the stricter of the two counts. To be called before
 * the first operation: later nothing changes, which is said once. A value that is not understood is said, and
 * counts as in the environment.
 *
 * @example
 * configure({ spanNames: 'semconv', captureContent: 'span_only', userIdMode: 'hmac' });
 */
export function configure(options: Options): void {
  if (hasCome('operation')) {
    say(
      'configure() came after the first operation and is ignored: call it when the program starts',
    );
    return;
  }
  setOptions(options);
}
