// Reads results and errors: what failed, and by which code.

import { ownValue } from '../../model/size.ts';
import type { ErrorClass, Failure, Response } from '../../model/response.ts';

/** `error.type` of a tool whose result says that it failed. */
const TOOL_ERROR = 'tool_error';

/** Codes of JSON-RPC, of the protocol and of the SDK. */
const CLASSES: Readonly<Record<string, ErrorClass>> = {
  '-32000': 'connection',
  '-32001': 'timeout',
  '-32002': 'invalid_request',
  '-32600': 'invalid_request',
  '-32601': 'invalid_request',
  '-32602': 'invalid_request',
  '-32603': 'server',
  '-32700': 'parse',
};
/** Mistakes of the client: for the server they are no errors. */
const CLIENTS_FAULT: ReadonlySet<number> = new Set([-32700, -32600, -32601, -32602, -32002]);
const INTERNAL = -32603;
/** Errors that the SDK makes itself, without a response. */
const WITHOUT_RESPONSE =
  /^(?:MCP error -3200[01]: )?(?:Connection closed|Request timed out|Maximum total timeout exceeded)/;
const REFUSED = /\b_meta\b|\btrace(?:parent|state)\b/;
const INVALID_PARAMS = -32602;
const INVALID_REQUEST = -32600;

/** The texts of the SDK's own errors. */
export const ERROR_TEXTS = [
  'Not connected',
  'MCP error {number}: Connection closed',
  'MCP error {number}: Request timed out',
  'MCP error {number}: Maximum total timeout exceeded',
  'MCP error {number}: Method not found',
  'MCP error {number}: Internal error',
  'Connection closed',
  'Request timed out',
  'Method not found',
  'Internal error',
];

/** What a result says beyond its content. */
export function responseOf(result: unknown): Response {
  const version = ownValue(result, 'protocolVersion');
  const name = ownValue(ownValue(result, 'serverInfo'), 'name');
  return {
    ...(typeof version === 'string' && { mcpProtocolVersion: version }),
    ...(typeof name === 'string' && { mcpServerName: name }),
    ...(ownValue(result, 'isError') === true && { failure: { code: TOOL_ERROR } }),
  };
}

/** Why a request failed, as its sender sees it. */
export function failureOf(error: unknown): Failure | undefined {
  const code = codeOf(error);
  if (code !== undefined) return { code: String(code), class: CLASSES[code] };
  const { code: status } = (error ?? {}) as { readonly code?: unknown };
  // An error of HTTP has the status as its code.
  return Number.isInteger(status) && (status as number) >= 400 && (status as number) <= 599
    ? { status: status as number }
    : undefined;
}

/** The response that an error stands for, if there was one. */
export function responseInError(error: unknown): Response {
  const code = codeOf(error);
  const { message } = (error ?? {}) as { readonly message?: unknown };
  const isReceived = typeof message !== 'string' || !WITHOUT_RESPONSE.test(message);
  return code !== undefined && isReceived ? { rpcStatusCode: String(code) } : {};
}

/** What the sender gets when a handler throws `error`. `isFault`: whether it is an error of the server. */
export function thrownByHandler(error: unknown): {
  readonly response: Response;
  readonly isFault: boolean;
} {
  const { code: own } = (error ?? {}) as { readonly code?: unknown };
  const code = Number.isSafeInteger(own) ? (own as number) : INTERNAL;
  const isFault = !CLIENTS_FAULT.has(code);
  const failure = { code: String(code), class: CLASSES[code] };
  return { response: { rpcStatusCode: String(code), ...(isFault && { failure }) }, isFault };
}

/** Whether a server refuses the trace in a request. */
export function isRefusal(error: unknown): boolean {
  const code = codeOf(error);
  const { message } = (error ?? {}) as { readonly message?: unknown };
  const isInvalid = code === INVALID_PARAMS || code === INVALID_REQUEST;
  return isInvalid && typeof message === 'string' && REFUSED.test(message);
}

/** The code of a JSON-RPC error: applications may define any but those of HTTP. */
function codeOf(error: unknown): number | undefined {
  const { code, constructor } = (error ?? {}) as {
    readonly code?: unknown;
    readonly constructor?: { readonly name?: unknown };
  };
  if (!Number.isSafeInteger(code)) return undefined;
  const isOfProtocol = /^(?:Mcp|Protocol|UrlElicitation)/.test(String(constructor?.name));
  return isOfProtocol || (code as number) < 0 ? (code as number) : undefined;
}
