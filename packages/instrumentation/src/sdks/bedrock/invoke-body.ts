// The bodies of InvokeModel: JSON in bytes, of which nothing is consumed or changed. Who asks for the same body again in
// the same turn gets the same object, so that each is parsed once.

/** A body. */
export type Body = Readonly<Record<string, unknown>>;

let last: { readonly bytes: unknown; readonly body: Body | undefined } | undefined;
const now = Promise.resolve();

/** The object in `bytes`; `undefined` if there is none. */
export function parsed(bytes: unknown): Body | undefined {
  if (last === undefined) void now.then(forget);
  else if (last.bytes === bytes) return last.body;
  const body = parse(bytes);
  last = { bytes, body };
  return body;
}

/** How long a body is: characters of a text, else bytes. */
export function lengthOf(bytes: unknown): number {
  if (typeof bytes === 'string') return bytes.length;
  return (bytes as { readonly byteLength?: number } | null | undefined)?.byteLength ?? 0;
}

/** The bytes themselves, which are not copied. */
export function viewOf(bytes: unknown): Buffer | undefined {
  if (ArrayBuffer.isView(bytes)) {
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  }
  return bytes instanceof ArrayBuffer ? Buffer.from(bytes) : undefined;
}

function forget(): void {
  last = undefined;
}

function parse(bytes: unknown): Body | undefined {
  try {
    const text = typeof bytes === 'string' ? bytes : viewOf(bytes)?.toString();
    const body: unknown = text === undefined ? undefined : JSON.parse(text);
    return typeof body === 'object' && body !== null ? (body as Body) : undefined;
  } catch {
    return undefined;
  }
}
