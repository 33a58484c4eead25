// Secrets of the shapes that providers echo in their errors.

const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(?:sk|pk|rk|ak|xai|gsk)-[\w*.-]{6,}/g, '[SECRET:api_key]'],
  [/\b(Bearer|Basic)\s+[\w.~+/*=-]{8,}/gi, '[SECRET:authorization]'],
  [/([?&](?:[\w-]*key|token|sig|signature|secret)=)[^&\s"']+/gi, '$1[SECRET:url_parameter]'],
];

/** `text` without secrets of known shape. */
export function redactText(text: string, _rules: { readonly personalData: boolean }): string {
  let redacted = text;
  for (const [pattern, placeholder] of SECRETS) redacted = redacted.replace(pattern, placeholder);
  return redacted;
}
