// The messages of OTLP (opentelemetry-proto 1.x) by field number, and how they look in OTLP/JSON.

import { fieldsIn, type WireField } from './wire.ts';

type Scalar = 'text' | 'hex' | 'base64' | 'long' | 'signed' | 'number' | 'double' | 'flag';
type Field = readonly [name: string, type: Scalar | keyof typeof MESSAGES, isRepeated?: true];
type Message = Readonly<Record<number, Field>>;

/** Deeper values are no telemetry. */
const MOST_DEPTH = 64;

const MESSAGES = {
  traces: { 1: ['resourceSpans', 'resourceSpans', true] },
  logs: { 1: ['resourceLogs', 'resourceLogs', true] },
  resourceSpans: {
    1: ['resource', 'resource'],
    2: ['scopeSpans', 'scopeSpans', true],
    3: ['schemaUrl', 'text'],
  },
  resourceLogs: {
    1: ['resource', 'resource'],
    2: ['scopeLogs', 'scopeLogs', true],
    3: ['schemaUrl', 'text'],
  },
  scopeSpans: { 1: ['scope', 'scope'], 2: ['spans', 'span', true], 3: ['schemaUrl', 'text'] },
  scopeLogs: { 1: ['scope', 'scope'], 2: ['logRecords', 'log', true], 3: ['schemaUrl', 'text'] },
  resource: { 1: ['attributes', 'keyValue', true] },
  scope: { 1: ['name', 'text'], 2: ['version', 'text'], 3: ['attributes', 'keyValue', true] },
  span: {
    1: ['traceId', 'hex'],
    2: ['spanId', 'hex'],
    3: ['traceState', 'text'],
    4: ['parentSpanId', 'hex'],
    5: ['name', 'text'],
    6: ['kind', 'number'],
    7: ['startTimeUnixNano', 'long'],
    8: ['endTimeUnixNano', 'long'],
    9: ['attributes', 'keyValue', true],
    11: ['events', 'event', true],
    15: ['status', 'status'],
  },
  event: {
    1: ['timeUnixNano', 'long'],
    2: ['name', 'text'],
    3: ['attributes', 'keyValue', true],
  },
  status: { 2: ['message', 'text'], 3: ['code', 'number'] },
  log: {
    1: ['timeUnixNano', 'long'],
    2: ['severityNumber', 'number'],
    3: ['severityText', 'text'],
    5: ['body', 'anyValue'],
    6: ['attributes', 'keyValue', true],
    9: ['traceId', 'hex'],
    10: ['spanId', 'hex'],
    11: ['observedTimeUnixNano', 'long'],
    12: ['eventName', 'text'],
  },
  keyValue: { 1: ['key', 'text'], 2: ['value', 'anyValue'] },
  anyValue: {
    1: ['stringValue', 'text'],
    2: ['boolValue', 'flag'],
    3: ['intValue', 'signed'],
    4: ['doubleValue', 'double'],
    5: ['arrayValue', 'array'],
    6: ['kvlistValue', 'list'],
    7: ['bytesValue', 'base64'],
  },
  array: { 1: ['values', 'anyValue', true] },
  list: { 1: ['values', 'keyValue', true] },
} as const satisfies Readonly<
  Record<string, Readonly<Record<number, readonly [string, string, true?]>>>
>;

/** A request of traces or of logs as OTLP/JSON. @throws {RangeError} if it is neither */
export function toRequest(bytes: Buffer): object {
  return toJson(isLogs(bytes) ? MESSAGES.logs : MESSAGES.traces, bytes, 0);
}

/** Requests of all signals nest alike; a log record begins with its time, a span with an id. */
function isLogs(bytes: Buffer): boolean {
  for (const resource of inner(bytes, 1)) {
    for (const scope of inner(resource, 2)) {
      for (const leaf of inner(scope, 2)) {
        const fields = [...fieldsIn(leaf)];
        const isSpan = fields.some(({ number, wire }) => number === 7 && wire === 'fixed64');
        return (
          !isSpan &&
          fields.some(({ number, wire }) => (number === 1 || number === 11) && wire === 'fixed64')
        );
      }
    }
  }
  return false;
}

function inner(bytes: Buffer, wanted: number): Buffer[] {
  return [...fieldsIn(bytes)].flatMap(({ number, value }) =>
    number === wanted && Buffer.isBuffer(value) ? [value] : [],
  );
}

function toJson(message: Message, bytes: Buffer, depth: number): object {
  if (depth > MOST_DEPTH) throw new RangeError('a message is nested too deeply');
  const json: Record<string, unknown> = {};
  for (const field of fieldsIn(bytes)) {
    const known = message[field.number];
    if (known === undefined) continue;
    const [name, type, isRepeated] = known;
    const value = toValue(type, field, depth);
    const before = json[name];
    if (isRepeated !== true) json[name] = value;
    else if (Array.isArray(before)) before.push(value);
    else json[name] = [value];
  }
  return json;
}

function toValue(type: Field[1], { wire, value }: WireField, depth: number): unknown {
  if (Buffer.isBuffer(value)) {
    switch (type) {
      case 'text':
        return value.toString('utf8');
      case 'hex':
      case 'base64':
        return value.toString(type);
      case 'long':
      case 'signed':
      case 'number':
      case 'double':
      case 'flag':
        throw new RangeError('a number is text');
      default:
        return toJson(MESSAGES[type], value, depth + 1);
    }
  }
  if (type === 'long') return String(value);
  if (type === 'signed') return String(BigInt.asIntN(64, value));
  if (type === 'number') return Number(value);
  if (type === 'flag') return value !== 0n;
  if (type === 'double' && wire === 'fixed64') return toDouble(value);
  throw new RangeError('a text is a number');
}

function toDouble(bits: bigint): number | string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(bits);
  const number = bytes.readDoubleLE();
  return Number.isFinite(number) ? number : String(number);
}
