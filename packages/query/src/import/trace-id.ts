// Ids of traces and spans, in hexadecimal as OTLP/JSON has them, or in base64 as protobuf's JSON has.

const HEX = /^[0-9a-f]+$/i;
const BASE64 = /^[A-Za-z0-9+/_-]+={0,2}$/;

/** An id of `bytes` bytes in lower-case hexadecimal digits; undefined if it is none, or zero. */
export function toHexId(id: string, bytes: number): string | undefined {
  const hex = id.length === bytes * 2 && HEX.test(id) ? id.toLowerCase() : fromBase64(id, bytes);
  return hex === undefined || /^0*$/.test(hex) ? undefined : hex;
}

/** Base64 of as many bytes is never as long as the hexadecimal digits. */
function fromBase64(id: string, bytes: number): string | undefined {
  const length = Math.ceil(bytes / 3) * 4;
  const isPadded = id.length === length;
  const isBare = id.length === Math.ceil((bytes * 4) / 3);
  if (!(isPadded || isBare) || !BASE64.test(id)) return undefined;
  const decoded = Buffer.from(id, 'base64');
  return decoded.length === bytes ? decoded.toString('hex') : undefined;
}
