// Takes fields out of parsed JSON, and knows where it stands, so that whatever is not as OTLP/JSON has
// it can be told with place, value and way out, or be left out.

/** The input cannot be read as OTLP/JSON. The message names the place, the value and the way out. */
export class OtlpError extends Error {
  override readonly name = 'OtlpError';
}

/** A JSON object. */
export type Json = Readonly<Record<string, unknown>>;

/** Reads fields of objects. An absent field and `null` are the same, as protobuf has it. */
export class JsonReader {
  readonly #isLenient: boolean;
  readonly #path: (string | number)[];

  /** Begins at `place`. What is wrong throws, or counts as absent if `isLenient`. */
  constructor(place: string, isLenient: boolean) {
    this.#isLenient = isLenient;
    this.#path = [place];
  }

  /** What `read` makes of the object in a field; undefined if absent. */
  object<Value>(parent: Json, name: string, read: (value: Json) => Value): Value | undefined {
    return this.at(parent[name], name, read);
  }

  /** The same of a value that stands at `key`. */
  at<Value>(value: unknown, key: string | number, read: (value: Json) => Value): Value | undefined {
    if (isAbsent(value)) return undefined;
    return this.#within(key, () => {
      if (typeof value === 'object' && !Array.isArray(value)) return read(value as Json);
      return this.problem(value, 'an object');
    });
  }

  /** What `read` makes of each object in a list; none if absent. It may leave one out. */
  items<Value>(parent: Json, name: string, read: (item: Json) => Value | undefined): Value[] {
    return this.list(parent, name, (item, index) => {
      if (isAbsent(item)) this.#within(index, () => this.problem(item, 'an object'));
      return this.at(item, index, read);
    }).filter((item) => item !== undefined);
  }

  /** What `read` makes of each value in a list; none if absent. */
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

  /** Whether something holds; false if absent. */
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

  /** One of `names`, given as its number or as `PREFIX_NAME`; the first if absent. */
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

  /** Tells that `value` is not `what` stands here in OTLP/JSON. @throws {OtlpError} unless lenient */
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

  /** After an error nobody reads on, so the path need not be mended then. */
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

function toNano(value: unknown): bigint | undefined {
  if (typeof value !== 'string' && typeof value !== 'number') return undefined;
  return /^\d{1,20}$/.test(String(value)) ? BigInt(value) : undefined;
}
