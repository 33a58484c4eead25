// The wire format of protobuf: fields with numbers, of four kinds.

/** A field: its number and its value, a number of up to 64 bits or bytes. */
export interface WireField {
  readonly number: number;
  readonly wire: 'varint' | 'fixed64' | 'fixed32' | 'bytes';
  readonly value: bigint | Buffer;
}

const MOST_SHIFT = 63n;

/** The fields of a message. @throws {RangeError} if `bytes` are no message */
export function* fieldsIn(bytes: Buffer): Generator<WireField, void, undefined> {
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; shift <= MOST_SHIFT; shift += 7n) {
      const byte = bytes.readUInt8(at);
      at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return BigInt.asUintN(64, value);
    }
    throw new RangeError('a varint is longer than ten bytes');
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const number = tag >>> 3;
    if (number === 0) throw new RangeError('a field has the number 0');
    switch (tag & 7) {
      case 0:
        yield { number, wire: 'varint', value: varint() };
        break;
      case 1:
        yield { number, wire: 'fixed64', value: bytes.readBigUInt64LE(at) };
        at += 8;
        break;
      case 2: {
        const length = Number(varint());
        const end = at + length;
        if (end > bytes.length) throw new RangeError('a field is longer than its message');
        yield { number, wire: 'bytes', value: bytes.subarray(at, end) };
        at = end;
        break;
      }
      case 5:
        yield { number, wire: 'fixed32', value: BigInt(bytes.readUInt32LE(at)) };
        at += 4;
        break;
      default:
        throw new RangeError(`a field has the wire type ${tag & 7}`);
    }
  }
}
