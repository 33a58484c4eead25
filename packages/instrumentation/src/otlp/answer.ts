// What an answer to an OTLP request means: accepted, accepted in part, or the reason in words and what a user
// can do about it. Quotes nothing that the receiver wrote: it may repeat what we sent.

import { STATUS_CODES } from 'node:http';
import { NOT_SENT, type Answer } from '../exit/last-export.ts';
import { GRPC_STATUS, ofGrpcStatus } from './grpc-status.ts';
import type { Place } from './place.ts';

/** Why a batch did not arrive. */
export interface Failure {
  readonly reason: string;
  readonly wayOut: string;
}

const GRPC = 'is this the gRPC port (4317)? OTLP over HTTP usually has port 4318';
const PROTOBUF =
  'for protobuf set OTEL_EXPORTER_OTLP_PROTOCOL=http/protobuf and npm install @opentelemetry/sdk-node';
const UNTRUSTED =
  /SELF_SIGNED|UNABLE_TO_(?:VERIFY|GET_ISSUER)|CERT_(?:UNTRUSTED|REJECTED|SIGNATURE)|INVALID_CA/;

/** How many items of an accepted batch the receiver rejected. */
export function rejectedIn({ body = '' }: Answer): number {
  try {
    const { partialSuccess } = JSON.parse(body) as { partialSuccess?: Record<string, unknown> };
    const counts = Object.entries(partialSuccess ?? {}).filter(([name]) =>
      name.startsWith('rejected'),
    );
    return counts.map(([, count]) => Number(count) || 0).reduce((sum, count) => sum + count, 0);
  } catch {
    return 0;
  }
}

/** The failure that an answer shows; `undefined` if the batch arrived, in whole or in part. */
export function failureOf(answer: Answer, place: Place): Failure | undefined {
  const failure = seenIn(answer, place);
  if (failure === undefined || !place.isUnread) return failure;
  const wayOut = `${place.variable} is no URL, so the default is used: write http://host:4318`;
  return { reason: failure.reason, wayOut };
}

function seenIn(answer: Answer, place: Place): Failure | undefined {
  const { status, error } = answer;
  if (error !== undefined) return ofNetwork(error.code ?? '', error.message, place);
  if (status === undefined) {
    return { reason: 'it did not answer before the process ended', wayOut: reachable(place) };
  }
  if (isMeantForTls(answer)) {
    return { reason: 'it speaks TLS', wayOut: `write https:// in ${place.variable}` };
  }
  if (isTooLarge(answer)) return tooLarge(place);
  if (status > 299) return ofStatus(status, place);
  if (!isPage(answer)) return undefined;
  return {
    reason: `it answered ${status} with a web page instead of OTLP`,
    wayOut: `${place.variable} names a web server: name the OTLP/HTTP endpoint, usually at port 4318`,
  };
}

/** Of a batch that arrived without some of its items. */
export function rejection(): Failure {
  return {
    reason: 'it accepted the request and rejected items in it (partial success)',
    wayOut: 'OTEL_LOG_LEVEL=warn shows what it says about them',
  };
}

/** What servers of Go (the collector) and nginx answer to HTTP at a port for HTTPS. */
function isMeantForTls({ status, body = '' }: Answer): boolean {
  return status === 400 && /HTTP request (?:to an HTTPS server|was sent to HTTPS port)/.test(body);
}

/** What the collector answers to a body above its limit, without the status that exists for it. */
function isTooLarge({ status, body = '' }: Answer): boolean {
  return status === 400 && body.includes('request body too large');
}

function tooLarge(place: Place): Failure {
  return { reason: 'the request was larger than it takes', wayOut: wayOutOf(413, place) };
}

function isPage({ type = '', body = '' }: Answer): boolean {
  return /\bhtml\b/i.test(type) || /^\s*<(?:!doctype|html)/i.test(body);
}

function ofStatus(status: number, place: Place): Failure {
  return { reason: `it answered ${named(status)}`, wayOut: wayOutOf(status, place) };
}

function wayOutOf(status: number, place: Place): string {
  const headers = 'OTEL_EXPORTER_OTLP_HEADERS';
  switch (status) {
    case 400:
      return `it must understand OTLP in JSON; ${PROTOBUF}`;
    case 401:
      return `set ${headers} to the credentials that it wants`;
    case 403:
      return `the key in ${headers} must be one that may send ${place.signal.toLowerCase()}`;
    case 404:
    case 405:
      return pathOf(place);
    case 413:
      return `raise its limit, or lower OTEL_BSP_MAX_EXPORT_BATCH_SIZE or the limits of content`;
    case 415:
      return `it takes no JSON; ${PROTOBUF}`;
    case 429:
      return 'raise its limit, or send less with OTEL_TRACES_SAMPLER';
    default:
      if (status < 400) return `redirects are not followed: set ${place.variable} to their end`;
      return status < 500 ? `check ${place.variable}` : 'its own log says why';
  }
}

function named(status: number): string {
  const name = STATUS_CODES[status];
  return name === undefined ? String(status) : `${status} ${name}`;
}

function pathOf(place: Place): string {
  const path = `/v1/${place.signal.toLowerCase()}`;
  const { variable } = place;
  return variable === 'OTEL_EXPORTER_OTLP_ENDPOINT'
    ? `${path} is appended to ${variable}, which must be the base URL; no ${place.signal.toLowerCase()}: OTEL_${place.signal}_EXPORTER=none`
    : `${variable} is used as it is: it must end with the path, usually ${path}`;
}

function ofNetwork(code: string, message: string, place: Place): Failure {
  const { variable } = place;
  const failure = (reason: string, wayOut: string): Failure => ({
    reason: code === '' ? reason : `${reason} (${code})`,
    wayOut,
  });
  if (code.startsWith(GRPC_STATUS)) {
    if (message.includes('message larger than max')) return tooLarge(place);
    const [reason, wayOut] = ofGrpcStatus(Number(code.slice(GRPC_STATUS.length)), place);
    return { reason, wayOut };
  }
  if (/^(?:HPE_|ERR_HTTP2)/.test(code)) return failure('it does not speak HTTP/1.1', GRPC);
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return failure('its certificate is for another host', `correct the host in ${variable}`);
  }
  if (/^CERT_(?:HAS_EXPIRED|NOT_YET_VALID)/.test(code)) {
    return failure('its certificate is not valid today', 'renew it, or correct the clock');
  }
  if (UNTRUSTED.test(code)) {
    const file = `OTEL_EXPORTER_OTLP_CERTIFICATE`;
    return failure('its certificate is not trusted', `set ${file} to the file of its authority`);
  }
  if (code.startsWith('ERR_OSSL_')) {
    return failure(
      'a certificate or key cannot be read',
      'OTEL_EXPORTER_OTLP_CERTIFICATE, _CLIENT_CERTIFICATE and _CLIENT_KEY must name PEM files',
    );
  }
  if (/^(?:EPROTO|ERR_SSL_)/.test(code)) {
    return /WRONG_VERSION|HTTP_REQUEST|PACKET_LENGTH|wrong version|packet length/.test(
      code + message,
    )
      ? failure('it does not speak TLS', `write http:// in ${variable}`)
      : failure(
          'the TLS handshake failed',
          'if it wants a client certificate, set OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE and OTEL_EXPORTER_OTLP_CLIENT_KEY',
        );
  }
  switch (code) {
    case 'ECONNREFUSED':
      return failure('nothing listens there', `start a collector there, or correct ${variable}`);
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
    case 'EAI_FAIL':
      return failure('its host name cannot be resolved', `correct the host in ${variable}`);
    case 'ETIMEDOUT':
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
      return failure('it cannot be reached', reachable(place));
    case NOT_SENT:
      return {
        reason: 'no thread could send during process.exit() or a crash',
        wayOut: 'let the process end by itself',
      };
    case 'TIMEOUT':
      return { reason: 'it did not answer in time', wayOut: reachable(place) };
    case 'ECONNRESET':
    case 'EPIPE':
    case 'ECONNABORTED':
      return failure(
        'it closed the connection',
        /^https/i.test(place.url)
          ? `check ${variable}`
          : `if it wants TLS, write https://; ${GRPC}`,
      );
    case 'ERR_INVALID_CHAR':
    case 'ERR_INVALID_HTTP_TOKEN':
      return failure('a header is invalid', `correct OTEL_EXPORTER_OTLP_HEADERS`);
    case 'ERR_INVALID_URL':
    case 'ERR_INVALID_PROTOCOL':
    case 'ERR_SOCKET_BAD_PORT':
      return failure('this is no URL for OTLP', `write http://host:4318 in ${variable}`);
    default:
      // The exporter waits for no more than a few batches at once.
      return message === 'Concurrent export limit reached'
        ? failure('earlier batches still wait for its answer', reachable(place))
        : failure(message || 'the request failed', `check ${variable}`);
  }
}

function reachable(place: Place): string {
  const port = /:4317(?:\/|$)/.test(place.url) ? `; ${GRPC}` : '';
  return `check ${place.variable}, the network, and OTEL_EXPORTER_OTLP_TIMEOUT${port}`;
}
