// Plain values as OTLP/JSON attributes: 64 bit numbers are strings, unsupported values are omitted.

/** A value of an attribute. */
type WireValue =
  | { readonly stringValue: string }
  | { readonly boolValue: boolean }
  | { readonly intValue: string }
  | { readonly doubleValue: number }
  | { readonly arrayValue: { readonly values: readonly WireValue[] } };

/** An attribute. */
interface KeyValue {
  readonly key: string;
  readonly value: WireValue;
}

/** Plain values as attributes; omits absent values. */
export function toKeyValues(attributes: Iterable<readonly [string, unknown]>): KeyValue[] {
  return [...attributes].flatMap(([key, value]) => {
    const wire = toWire(value);
    return wire === undefined ? [] : [{ key, value: wire }];
  });
}

function toWireInteger(value: bigint): WireValue {
  const isLong = BigInt.asIntN(64, value) === value;
  return isLong ? { intValue: String(value) } : { stringValue: String(value) };
}

function toWire(value: unknown): WireValue | undefined {
  if (typeof value === 'string') return { stringValue: value };
  if (typeof value === 'boolean') return { boolValue: value };
  if (typeof value === 'bigint') return toWireInteger(value);
  if (Number.isSafeInteger(value)) return { intValue: String(value) };
  if (typeof value === 'number') return { doubleValue: value };
  if (!Array.isArray(value)) return undefined;
  if (value.some((item) => typeof item === 'object')) return undefined;
  return { arrayValue: { values: value.flatMap((item) => toWire(item) ?? []) } };
}
