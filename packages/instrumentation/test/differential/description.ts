// Describes any value as text that two processes can be compared by: class, keys, JSON, errors in
// full. Ports and dates, which differ from run to run, are taken out.

import { inspect } from 'node:util';

/** Describes `value`; errors with their classes out of `sdk`. */
export function describeValue(value: unknown, sdk: object): unknown {
  if (value === undefined) return 'undefined';
  if (typeof value === 'function') return `function ${value.name}/${value.length}`;
  if (typeof value !== 'object' || value === null) return withoutChance(String(value));
  if (value instanceof Error) return describeError(value, sdk);
  return {
    class: classOf(value),
    keys: Object.keys(value),
    text: withoutChance(toJson(value)),
    ...('_request_id' in value && { requestId: value._request_id }),
  };
}

function describeError(error: Error, sdk: object): unknown {
  const { headers: _headers, ...own } = error as Error & { headers?: unknown };
  const classes = Object.entries(sdk).filter(
    ([, item]) => typeof item === 'function' && isInstance(error, item),
  );
  return {
    class: classOf(error),
    instanceOf: classes.map(([name]) => name),
    string: withoutChance(String(error)),
    keys: Object.getOwnPropertyNames(error),
    own: withoutChance(inspect(own)),
    stack: describeStack(error),
    cause: error.cause instanceof Error ? describeError(error.cause, sdk) : String(error.cause),
  };
}

function isInstance(error: Error, item: unknown): boolean {
  try {
    return error instanceof (item as typeof Error);
  } catch {
    return false;
  }
}

/** The frames of the application. How the SDK's own are named depends on who holds its functions. */
function describeStack(error: Error): string[] {
  return String(error.stack)
    .split('\n')
    .filter((line) => /\/test\/(?:differential|sdks)\//.test(line))
    .map((line) => line.trim());
}

function classOf(value: object): string {
  const prototype = Object.getPrototypeOf(value) as { constructor?: { name?: string } } | null;
  return prototype?.constructor?.name ?? 'no class';
}

function toJson(value: object): string {
  try {
    return JSON.stringify(value);
  } catch (error) {
    return `no JSON: ${String(error)}`;
  }
}

/** Takes out of `text` what no two runs have in common. */
export function withoutChance(text: string): string {
  return text
    .replace(/127\.0\.0\.1:\d+/g, '127.0.0.1:PORT')
    .replace(/\bbytes(Written|Read): \d+/g, 'bytes$1: COUNT')
    .replace(/\blog_[0-9a-f]{6}\b/g, 'log_ID')
    .replace(/\bstartTime: \d+/g, 'startTime: TIME')
    .replace(/\(node:\d+\)/g, '(node:PID)')
    .replace(/\b(port|localPort|remotePort|lport|rport): '?\d+'?/g, '$1: PORT')
    .replace(/\b(async_id_symbol\)|asyncId\)|triggerId\)|_idleStart): \d+/g, '$1: COUNT')
    .replace(/\b\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT\b/g, 'DATE');
}
