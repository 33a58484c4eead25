// Texts in place of a secret that are none: the name of a type, a template, an example, a row of stars.

const STAND_IN =
  /^(?:string|required|optional|null|none|nil|true|false|undefined|boolean|object|redacted|hidden|secret|password|token|example|placeholder|change-?me|your[\w-]*|my[_-]?(?:password|secret|token|key)|[x*.•_-]+|<.*|\$.*|%[A-Z_]+%|\{.*|process\..*|os\..*|env\..*|import\..*|self\..*|this\..*|config\..*|settings\..*)$/i;

/** Whether the value is a mere stand-in. */
export function isStandIn(value: string): boolean {
  return STAND_IN.test(value);
}

/** Words joined by hyphens or the like, maybe numbered: `x-aws-ec2-metadata-token`. */
export function isWords(value: string): boolean {
  return /^[a-z]+\d{0,3}(?:[-_:.][a-z]+\d{0,3})+$/i.test(value);
}

/** The name of a type, with a number in it: `Uint8Array`, `X509Credential`. */
export function isTypeName(value: string): boolean {
  return /^[A-Z][A-Za-z]*\d{1,4}[A-Z][A-Za-z]*$/.test(value);
}
