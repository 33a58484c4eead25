// An OTLP/HTTP JSON endpoint on the loopback interface that keeps what it is sent, and that can be
// told to be a bad backend.
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzipSync } from 'node:zlib';
import type { LogRecord, MetricRecord, SpanRecord } from './telemetry-record.ts';
import { type TelemetryRecords, toTelemetryRecords } from './telemetry-records.ts';

/** How the sink answers export requests. What it does not accept is not among its records. */
export interface SinkBehaviour {
  /** HTTP status; 200 unless told. */
  readonly status?: number;
  /** `Retry-After` header in seconds. */
  readonly retryAfterSeconds?: number;
  /** Never answers, or promises a body and closes in the middle of it. */
  readonly fault?: 'never-answer' | 'close-mid-body';
}

/** Where the sink listens and how it starts to behave. */
export interface OtlpSinkOptions extends SinkBehaviour {
  /** TCP port; 0, the default, takes a free one. */
  readonly port?: number;
}

/** One export request, accepted or not. */
export interface SinkRequest {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
  /** The decompressed body as text. */
  readonly rawBody: string;
  /** `rawBody` parsed as JSON, `undefined` when it is none. */
  readonly body: unknown;
  readonly accepted: boolean;
}

/** A running sink. */
export interface OtlpSink {
  /** Base URL for `OTEL_EXPORTER_OTLP_ENDPOINT`, without a path. */
  readonly url: string;
  readonly port: number;
  readonly requests: readonly SinkRequest[];
  traces(): readonly SpanRecord[];
  metrics(): readonly MetricRecord[];
  logs(): readonly LogRecord[];
  /**
   * Resolves as soon as `predicate` holds, tried now and whenever a request arrives. Rejects after
   * `timeoutMs` milliseconds, 10000 unless told, and says what had arrived.
   */
  waitFor(
    predicate: (sink: OtlpSink) => unknown,
    options?: { readonly timeoutMs?: number },
  ): Promise<void>;
  /** Answers like this from now on; no argument makes the sink good again. */
  behave(behaviour?: SinkBehaviour): void;
  reset(): void;
  close(): Promise<void>;
}

const paths = ['/v1/traces', '/v1/metrics', '/v1/logs'];

/**
 * Starts a sink.
 *
 * @example
 * const sink = await startOtlpSink();
 * await runScenario({ ..., env: { OTEL_EXPORTER_OTLP_ENDPOINT: sink.url } });
 * await sink.waitFor(() => sink.traces().length === 1);
 */
export async function startOtlpSink(options: OtlpSinkOptions = {}): Promise<OtlpSink> {
  let behaviour: SinkBehaviour = options;
  const requests: SinkRequest[] = [];
  const exports: unknown[] = [];
  const observers = new Set<() => void>();
  let records: TelemetryRecords | undefined;
  const read = (): TelemetryRecords => (records ??= toTelemetryRecords(exports));

  const server = createServer((request, response) => {
    void readBody(request).then(
      (rawBody) => {
        const received = judge(request, rawBody, behaviour);
        requests.push(received.request);
        if (received.request.accepted) exports.push(received.request.body);
        records = undefined;
        answer(response, received.status, behaviour);
        for (const observe of observers) observe();
      },
      () => response.destroy(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port ?? 0, '127.0.0.1', resolve);
  });
  const { port } = server.address() as AddressInfo;

  const sink: OtlpSink = {
    url: `http://127.0.0.1:${port}`,
    port,
    requests,
    traces: () => read().spans,
    metrics: () => read().metrics,
    logs: () => read().logs,
    waitFor: (predicate, { timeoutMs = 10_000 } = {}) =>
      new Promise((resolve, reject) => {
        const end = (settle: () => void): void => {
          clearTimeout(timer);
          observers.delete(observe);
          settle();
        };
        const observe = (): void => {
          try {
            if (predicate(sink)) end(resolve);
          } catch (error) {
            end(() => reject(error));
          }
        };
        const timer = setTimeout(
          () => end(() => reject(new Error(describe(sink, timeoutMs)))),
          timeoutMs,
        );
        observers.add(observe);
        observe();
      }),
    behave: (next = {}) => {
      behaviour = next;
    },
    reset: () => {
      requests.length = 0;
      exports.length = 0;
      records = undefined;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return sink;
}

async function readBody(request: IncomingMessage): Promise<string> {
  const pieces: Buffer[] = [];
  for await (const piece of request) pieces.push(piece as Buffer);
  const bytes = Buffer.concat(pieces);
  return (request.headers['content-encoding'] === 'gzip' ? gunzipSync(bytes) : bytes).toString();
}

function judge(
  request: IncomingMessage,
  rawBody: string,
  behaviour: SinkBehaviour,
): { request: SinkRequest; status: number } {
  const path = request.url ?? '';
  const body = toJson(rawBody);
  const contentType = request.headers['content-type'] ?? '';
  let status = behaviour.status ?? 200;
  if (!paths.includes(path)) status = 404;
  else if (request.method !== 'POST') status = 405;
  else if (!contentType.startsWith('application/json')) status = 415;
  else if (typeof body !== 'object' || body === null) status = 400;
  const accepted = status < 300 && behaviour.fault === undefined;
  return { request: { path, headers: request.headers, rawBody, body, accepted }, status };
}

function toJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, status: number, behaviour: SinkBehaviour): void {
  const { fault, retryAfterSeconds } = behaviour;
  if (fault === 'never-answer') return;
  response.statusCode = status;
  response.setHeader('content-type', 'application/json');
  if (retryAfterSeconds !== undefined) response.setHeader('retry-after', retryAfterSeconds);
  if (fault === 'close-mid-body') {
    response.setHeader('content-length', 100);
    response.write('{"partialSuccess":');
    // `end` and not `destroy`: what was written still arrives, and the rest never comes.
    response.socket?.end();
    return;
  }
  response.end(status < 300 ? '{}' : JSON.stringify({ code: 13, message: `status ${status}` }));
}

function describe(sink: OtlpSink, timeoutMs: number): string {
  const list = (items: readonly string[]): string =>
    items.length === 0 ? 'none' : items.map((item) => `\n  - ${item}`).join('');
  return [
    `what was waited for did not arrive within ${timeoutMs} ms`,
    `requests: ${list(sink.requests.map((request) => `${request.path} ${request.accepted ? 'accepted' : 'not accepted'}, ${request.rawBody.length} characters`))}`,
    `spans: ${list(sink.traces().map((span) => `${span.name} [${span.status.code}] ${JSON.stringify(span.attributes)}`))}`,
    `metrics: ${list(sink.metrics().map((metric) => `${metric.name}, ${metric.points.length} points`))}`,
    `logs: ${list(sink.logs().map((log) => `${log.eventName} ${JSON.stringify(log.attributes)}`))}`,
  ].join('\n');
}
