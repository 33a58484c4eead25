// Which kind of failure an `error.type` names. The program that failed knew more; this is a guess.

const BY_STATUS: Readonly<Record<string, string>> = {
  400: 'invalid_request',
  401: 'auth',
  403: 'auth',
  404: 'invalid_request',
  408: 'timeout',
  413: 'invalid_request',
  422: 'invalid_request',
  429: 'rate_limit',
};
const BY_WORD: readonly (readonly [RegExp, string])[] = [
  [/time_?d?_?-?out/i, 'timeout'],
  [/rate_?limit|quota/i, 'rate_limit'],
  [/abort|cancel/i, 'abort'],
  [/auth|permission|api_?key/i, 'auth'],
  [/connect|ECONN|ENOTFOUND|EPIPE|socket/i, 'connection'],
  [/invalid|bad_?request|not_?found/i, 'invalid_request'],
  [/syntax|parse|json/i, 'parse'],
  [/server|overloaded|unavailable/i, 'server'],
];

/** An `error_class` for an `error.type`. */
export function errorClassOf(errorType: string): string {
  const status = BY_STATUS[errorType] ?? (/^5\d\d$/.test(errorType) ? 'server' : undefined);
  return status ?? BY_WORD.find(([words]) => words.test(errorType))?.[1] ?? 'unknown';
}
