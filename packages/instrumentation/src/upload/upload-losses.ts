// Content that was not stored: reported without blocking anyone. The uploaders count it.

import { say } from '../foundation/say.ts';
import { diagnose } from '../foundation/diagnose.ts';

let told = 0;

/** Reports one operation's content. The first loss is a line on stderr. */
export function tellLoss(reason: unknown): void {
  if (told === 0) say(`content could not be uploaded: ${String(reason)}`);
  told += 1;
  diagnose(`content was not uploaded (${told} times so far)`, reason);
}
