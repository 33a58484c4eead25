// What of an error's text may leave the process: it is kept short, and keys in it are replaced.
// Providers echo the key of a failed call in its error message.

const MAX_LENGTH = 1024;
const MAX_STACK_LENGTH = 8192;

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|pk|rk|ak|xai|gsk)-[\w*.-]{6,}/g, '[SECRET:api_key]'],
  [/\b(Bearer|Basic)\s+[\w.~+/*=-]{8,}/gi, '[SECRET:authorization]'],
  [/([?&](?:[\w-]*key|token|sig|signature|secret)=)[^&\s"']+/gi, '$1[SECRET:url_parameter]'],
];

/** `text` without secrets of known shape, at most 1024 characters long. */
export function redactErrorText(text: string): string {
  return redact(text, MAX_LENGTH);
}

/** A stack trace, which begins with the error's message, likewise; at most 8192 characters long. */
export function redactStackTrace(text: string): string {
  return redact(text, MAX_STACK_LENGTH);
}

function redact(text: string, maxLength: number): string {
  let redacted = text.slice(0, maxLength + 256);
  for (const [pattern, placeholder] of SECRETS) redacted = redacted.replace(pattern, placeholder);
  return redacted.length > maxLength ? `${redacted.slice(0, maxLength - 1)}…` : redacted;
}
