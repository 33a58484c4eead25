// What is written where a secret belongs, and is none: the name of a type, a template, an example, a row of stars.

const STAND_IN =
  /^(?:string|required|optional|null|none|nil|true|false|undefined|boolean|object|redacted|hidden|secret|password|token|example|placeholder|change-?me|your[\w-]*|my[_-]?(?:password|secret|token|key)|[x*.•_-]+|<.*|\$.*|%[A-Z_]+%|\{.*|process\..*|os\..*|env\..*|import\..*|self\..*|this\..*|config\..*|settings\..*)$/i;

/** Whether the value only stands for a secret. */
export function isStandIn(value: string): boolean {
  return STAND_IN.test(value);
}
