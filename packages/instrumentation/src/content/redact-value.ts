// Redacts all texts in a copied value, and the values of fields with a secret's name.

import { CutText } from './cut-text.ts';
import { redact } from './redact.ts';

const SECRET_NAME =
  /(?:^|[_.-])(?:password|passwd|pwd|passphrase|secret|token|api[_-]?key|access[_-]?key|private[_-]?key|authorization|credentials?|cookie)$/i;
/** Word boundaries in names such as `apiKey`. */
const CAMEL_CASE = /(?<=[a-z])(?=[A-Z])/g;
/** A text that can only be a name. */
const PLAIN_NAME = /^[A-Za-z_.]{1,64}$/;

/** `copy` with its texts redacted; a note follows each cut text. */
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

/** Whether a value named `name` is always a secret. */
function isSecretName(name: string): boolean {
  return name.length <= 64 && SECRET_NAME.test(name.replace(CAMEL_CASE, '_'));
}
