// Error responses: RFC 9457, without paths and stack traces.

/** An error for the client; `message` becomes its `detail`. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, detail: string, headers: Readonly<Record<string, string>> = {}) {
    super(detail);
    this.status = status;
    this.headers = headers;
  }
}

/** Titles by status; no other status is sent. */
export const TITLES: Readonly<Record<number, string>> = {
  400: 'Bad request',
  401: 'Token needed',
  403: 'Forbidden',
  404: 'Not found',
  405: 'Method not allowed',
  408: 'Request took too long',
  414: 'URL too long',
  421: 'Unknown host',
  429: 'Too many queries',
  431: 'Header too long',
  500: 'Internal error',
  503: 'Not available',
};

/** The media type of problems. */
export const PROBLEM_TYPE = 'application/problem+json; charset=utf-8';

/** The body of a problem. */
export function toBody(status: number, detail: string): object {
  return { type: 'about:blank', title: TITLES[status] ?? 'Error', status, detail };
}
