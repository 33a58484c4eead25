// The binary framing of AWS event streams. A fixture has one event a line: its headers and its payload, or the `chunk` whose
// bytes are the payload.

import { crc32 } from 'node:zlib';

interface Event {
  readonly headers: Readonly<Record<string, string>>;
  readonly payload: unknown;
}

/** The frames of `lines`; a line that is no event stays as it is. */
export function toEventStream(lines: string): Buffer {
  return Buffer.concat(lines.split('\n').filter(Boolean).map(toFrame));
}

function toFrame(line: string): Buffer {
  const event = toEvent(line);
  if (event === undefined) return Buffer.from(line);
  const headers = Buffer.concat(Object.entries(event.headers).map(toHeader));
  const payload = Buffer.from(JSON.stringify(event.payload));
  const prelude = Buffer.alloc(8);
  prelude.writeUInt32BE(16 + headers.length + payload.length, 0);
  prelude.writeUInt32BE(headers.length, 4);
  const checked = Buffer.concat([prelude, toChecksum(prelude), headers, payload]);
  return Buffer.concat([checked, toChecksum(checked)]);
}

function toEvent(line: string): Event | undefined {
  try {
    const event = JSON.parse(line) as (Event & { readonly chunk?: unknown }) | null;
    if (event?.chunk !== undefined) return toChunk(event.chunk);
    return event?.headers === undefined ? undefined : event;
  } catch {
    return undefined;
  }
}

/** A text as it is, anything else as JSON. */
function toChunk(chunk: unknown): Event {
  const text = typeof chunk === 'string' ? chunk : JSON.stringify(chunk);
  return {
    headers: {
      ':message-type': 'event',
      ':event-type': 'chunk',
      ':content-type': 'application/json',
    },
    payload: { bytes: Buffer.from(text).toString('base64') },
  };
}

/** Type 7 is a text. */
function toHeader([name, value]: readonly [string, string]): Buffer {
  const length = Buffer.alloc(3);
  length.writeUInt8(7, 0);
  length.writeUInt16BE(Buffer.byteLength(value), 1);
  return Buffer.concat([
    Buffer.of(Buffer.byteLength(name)),
    Buffer.from(name),
    length,
    Buffer.from(value),
  ]);
}

function toChecksum(bytes: Buffer): Buffer {
  const checksum = Buffer.alloc(4);
  checksum.writeUInt32BE(crc32(bytes), 0);
  return checksum;
}
