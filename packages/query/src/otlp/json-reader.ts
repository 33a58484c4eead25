// Reads fields of parsed JSON and tracks their path. A value that is not valid OTLP/JSON
// either throws an error with its place, value and fix, or counts as absent.

/** The input is not valid OTLP/JSON. The message names the place, the value and the fix. */
export class OtlpError extends Error {
  override readonly name = 'OtlpError';
}

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Reads fields of objects. As in protobuf, `null` equals an absent field. */
export class JsonReader {
  readonly #isLenient: boolean;
  readonly #path: (string | number)[];

  /** Starts at `place`. Invalid values throw, or count as absent if `isLenient`. */
  constructor(place: string, isLenient: boolean) {
    this.#isLenient = isLenient;
    this.#path = [place];
  }

  /** Applies `read` to the object in a field; undefined if absent. */
  object<Value>(parent: Json, name: string, read: (value: Json) => Value): Value | undefined {
    return this.at(parent[name], name, read);
  }

  /** The same for a value at `key`. */
  at<Value>(value: unknown, key: string | number, read: (value: Json) => Value): Value | undefined {
    if (isAbsent(value)) return undefined;
    return this.#within(key, () => {
      if (typeof value === 'object' && !Array.isArray(value)) return read(value as Json);
      return this.problem(value, 'an object');
    });
  }

  /** Applies `read` to each object in a list; empty if absent. It may skip items. */
  items<Value>(parent: Json, name: string, read: (item: Json) => Value | undefined): Value[] {
    return this.list(parent, name, (item, index) => {
      if (isAbsent(item)) this.#within(index, () => this.problem(item, 'an object'));
      return this.at(item, index, read);
    }).filter((item) => item !== undefined);
  }

  /** Applies `read` to each value in a list; empty if absent. */
  list<Value>(parent: Json, name: string, read: (item: unknown, index: number) => Value): Value[] {
    const value = parent[name];
    if (isAbsent(value)) return [];
    return this.#within(name, () => {
      if (Array.isArray(value)) return value.map((item, index) => read(item, index));
      return this.problem(value, 'a list') ?? [];
    });
  }

  /** A text; empty if absent. */
  text(parent: Json, name: string): string {
    return (
      this.#field(parent, name, 'a text', (value) =>
        typeof value === 'string' ? value : undefined,
      ) ?? ''
    );
  }

  /** A boolean; false if absent. */
  flag(parent: Json, name: string): boolean {
    return (
      this.#field(parent, name, 'true or false', (value) =>
        typeof value === 'boolean' ? value : undefined,
      ) ?? false
    );
  }

  /** A number, also one in quotes; undefined if absent. */
  number(parent: Json, name: string): number | undefined {
    return this.#field(parent, name, 'a number', toNumber);
  }

  /** An integer, also one in quotes: the text of its digits beyond 2^53; undefined if absent. */
  integer(parent: Json, name: string): number | string | undefined {
    return this.#field(parent, name, 'a number', toInteger);
  }

  /** A list of numbers; undefined if absent. */
  numbers(parent: Json, name: string): number[] | undefined {
    if (isAbsent(parent[name])) return undefined;
    return this.list(
      parent,
      name,
      (item, index) =>
        toNumber(item) ?? this.#within(index, () => this.problem(item, 'a number')) ?? Number.NaN,
    );
  }

  /** Nanoseconds, in quotes or not; 0 if absent. */
  nano(parent: Json, name: string): bigint {
    return this.#field(parent, name, 'a count of nanoseconds', toNano) ?? 0n;
  }

  /** One of `names`, by number or as `PREFIX_NAME`; the first if absent. */
  oneOf<Name extends string>(parent: Json, name: string, names: readonly Name[]): Name {
    const what = `0 to ${names.length - 1} (${names.join(', ')})`;
    return (
      this.#field(parent, name, what, (value) =>
        typeof value === 'string'
          ? names.find((known) => value.toLowerCase().endsWith(`_${known}`))
          : names[value as number],
      ) ?? names[0]!
    );
  }

  /** Reports that `value` is not the expected `what`. @throws {OtlpError} unless lenient */
  problem(value: unknown, what: string): undefined {
    if (this.#isLenient) return undefined;
    const shown = isAbsent(value) ? 'absent' : JSON.stringify(value);
    const short = shown.length > 80 ? `${shown.slice(0, 80)}...` : shown;
    throw new OtlpError(
      `${this.#place()} is ${short}, not ${what}; OTLP/JSON as an OTLP exporter or the collector's file exporter writes it is expected`,
    );
  }

  #field<Value>(
    parent: Json,
    name: string,
    what: string,
    read: (value: unknown) => Value | undefined,
  ): Value | undefined {
    const value = parent[name];
    if (isAbsent(value)) return undefined;
    return read(value) ?? this.#within(name, () => this.problem(value, what));
  }

  /** An error ends the reading, so it need not restore the path. */
  #within<Value>(key: string | number, read: () => Value): Value {
    this.#path.push(key);
    const value = read();
    this.#path.pop();
    return value;
  }

  #place(): string {
    const [start, ...keys] = this.#path;
    const steps = keys.map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`));
    return `${start}${steps.join('')}`;
  }
}

function isAbsent(value: unknown): value is null | undefined {
  return value === undefined || value === null;
}

function toNumber(value: unknown): number | undefined {
  const number = typeof value === 'string' ? Number(value || Number.NaN) : value;
  if (typeof number !== 'number') return undefined;
  return Number.isNaN(number) && value !== 'NaN' ? undefined : number;
}

function toInteger(value: unknown): number | string | undefined {
  const number = toNumber(value);
  if (typeof value !== 'string' || Number.isSafeInteger(number)) return number;
  return /^-?\d{16,20}$/.test(value) ? String(BigInt(value)) : number;
}

function toNano(value: unknown): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return /^\d{1,20}$/.test(String(value)) ? BigInt(value) : undefined;
}
