// Redacts all texts inside a copied value, and what stands under the name of a secret.

import { CutText } from './cut-text.ts';
import { redact } from './redact.ts';

const SECRET_NAME =
  /(?:^|[_.-])(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|authorization|credentials?|cookie)$/i;
/** `apiKey` as people write it in JavaScript. */
const CAMEL_CASE = /(?<=[a-z])(?=[A-Z])/g;
/** A name that can hold nothing but a name. */
const PLAIN_NAME = /^[A-Za-z_.]{1,64}$/;

/** `copy` with its texts redacted; what was cut off is said behind a text. */
export function redactValue(copy: unknown): unknown {
  if (typeof copy === 'string') return redact(copy);
  if (copy instanceof CutText) return copy.shown(redact);
  if (Array.isArray(copy)) return copy.map(redactValue);
  if (typeof copy !== 'object' || copy === null) return copy;
  const redacted: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(copy)) {
    const shown = PLAIN_NAME.test(name) ? name : redact(name);
    const isText = typeof value === 'string' || value instanceof CutText;
    redacted[shown] =
      isText && value.length > 0 && isSecretName(name) ? '[SECRET:named]' : redactValue(value);
  }
  return redacted;
}

/** Whether what is called `name` is a secret, whatever it looks like. */
function isSecretName(name: string): boolean {
  return name.length <= 64 && SECRET_NAME.test(name.replace(CAMEL_CASE, '_'));
}
