// How a service answers, well or not.

/** What the suite asks of the service; absent is `whole`. */
export type Answer = keyof typeof ANSWERS;

/** What is sent of a fixture. */
export interface Sent {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
  /** Leaves the response open after the body. */
  readonly isOpen?: true;
  /** Closes the connection after the body. */
  readonly isCut?: true;
}

/** `undefined`: nothing is sent, and the connection stays open. */
type Make = (fixture: string, isEvents: boolean) => Sent | undefined;

const ERROR = '{"error":{"code":"rate_limited","message":"Slow down"}}';

const ANSWERS = {
  whole: (body) => ({ body }),
  /** The first event of a stream, after which it stays open. */
  first: (body, isEvents) => ({ body: firstEvent(body, isEvents ? '\n\n' : '\n'), isOpen: true }),
  held: () => undefined,
  /** With the error of the data file, and its status. */
  refused: (body) => ({ body }),
  'status 401': (body) => ({ status: 401, body }),
  'status 429': (body) => ({ status: 429, body }),
  'status 500': (body) => ({ status: 500, body }),
  'an error page': () => ({ status: 502, type: 'text/html', body: '<h1>Bad gateway</h1>' }),
  'an HTML page': () => ({ type: 'text/html', body: '<h1>Welcome</h1>' }),
  'an empty body': () => ({ body: '' }),
  null: (_body, isEvents) => ({ body: isEvents ? 'data: null\n\n' : 'null' }),
  comments: (_body, isEvents) => ({ body: isEvents ? ': ping\n\n: ping\n\n' : '\n' }),
  'the last mark': (_body, isEvents) => ({ body: isEvents ? 'data: [DONE]\n\n' : '' }),
  'an error in a success': (_body, isEvents) => ({
    body: `${isEvents ? 'data: ' : ''}${ERROR}\n\n`,
  }),
  'an empty object': (_body, isEvents) => ({ body: isEvents ? 'data: {}\n\n' : '{}' }),
  'no JSON': (_body, isEvents) => ({ body: isEvents ? 'data: {quokka\n\n' : '{quokka' }),
  'half of the body': (body) => ({ body: half(body) }),
  'half of the body, cut off': (body) => ({ body: half(body), isCut: true }),
  'a closed connection': () => ({ isCut: true }),
} satisfies Record<string, Make>;

/** What `answer` makes of a fixture. */
export function sentOf(answer: Answer, fixture: string, isEvents: boolean): Sent | undefined {
  return (ANSWERS[answer] as Make)(fixture, isEvents);
}

/** Whether it tells of an error, whose fixture it sends. */
export function isError(answer: Answer | undefined): boolean {
  return answer !== undefined && /^(?:refused|status)/.test(answer);
}

function half(body: string): string {
  return body.slice(0, Math.floor(body.length / 2));
}

function firstEvent(body: string, end: string): string {
  return body.slice(0, body.indexOf(end) + end.length);
}
