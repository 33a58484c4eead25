// Settings in code.

import { hasCome } from './foundation/first-use.ts';
import { say } from './foundation/say.ts';
import { type Options, setOptions } from './settings/settings.ts';

/**
 * Sets the options of docs/configuration.md (first column of its table) in code. Code wins over the
 * environment; for content recording, the stricter of the two applies. Call it before the first
 * operation: later calls have no effect and print one line. An invalid value is reported and handled as
 * an invalid value in the environment.
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
