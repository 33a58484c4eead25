// The only function that tells the user something beside the answer: one line on stderr.

import { showUrls } from 'llm-otel/shown-url';
import { toSafeLine } from './text-safety.ts';

/** Writes `llm-otel: {text}` to stderr, without control characters and the secrets of URLs. */
export function note(text: string): void {
  console.error(`llm-otel: ${toSafeLine(showUrls(text))}`);
}
