// What the mock server remembers of each request, and whether the client stayed until the end.
import type { IncomingHttpHeaders, ServerResponse } from 'node:http';

/** One request the mock server has received. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: string;
  /** `rawBody` parsed as JSON, `undefined` when it is none. */
  readonly body: unknown;
  /** Stream events sent so far. */
  readonly eventsSent: number;
  /** Whether the client closed the connection before the answer was complete. */
  readonly aborted: boolean;
  /** Resolves when the exchange is over; `broken` when the server itself broke it as it was told. */
  readonly ended: Promise<'complete' | 'aborted' | 'broken'>;
}

/** The server's side of a {@link RecordedRequest}. */
export class RequestRecord implements RecordedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  readonly rawBody: string;
  readonly body: unknown;
  readonly ended: Promise<'complete' | 'aborted' | 'broken'>;
  eventsSent = 0;
  aborted = false;
  /** The server is about to break the connection. */
  isBreaking = false;
  readonly #gone = new AbortController();

  constructor(
    request: { method: string; url: string; headers: IncomingHttpHeaders },
    rawBody: string,
    response: ServerResponse,
  ) {
    this.method = request.method;
    this.path = request.url;
    this.headers = request.headers;
    this.rawBody = rawBody;
    this.body = toJson(rawBody);
    this.ended = new Promise((resolve) => {
      response.once('close', () => {
        this.aborted = !response.writableFinished && !this.isBreaking;
        this.#gone.abort();
        resolve(this.isBreaking ? 'broken' : this.aborted ? 'aborted' : 'complete');
      });
    });
  }

  /** Aborted when the exchange is over. */
  get signal(): AbortSignal {
    return this.#gone.signal;
  }
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
