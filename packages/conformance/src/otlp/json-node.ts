// A place in a parsed JSON document: its value and the path to it, so that whatever is not as OTLP/JSON
// has it can be told with field, value and way out.

/** The input cannot be read as OTLP/JSON. The message names the place, the value and the way out. */
export class InputError extends Error {
  override readonly name = 'InputError';
}

/** One value of a document. */
export class JsonNode {
  readonly value: unknown;
  readonly path: string;

  constructor(value: unknown, path: string) {
    this.value = value;
    this.path = path;
  }

  /** The field `name`; of an absent one `exists` is false. @throws {InputError} if this is no object */
  field(name: string): JsonNode {
    if (typeof this.value !== 'object' || this.value === null || Array.isArray(this.value)) {
      throw this.notA('an object');
    }
    return new JsonNode((this.value as Record<string, unknown>)[name], `${this.path}.${name}`);
  }

  get exists(): boolean {
    return this.value !== undefined && this.value !== null;
  }

  /** The items of a list; none if absent. @throws {InputError} if it is something else */
  items(): JsonNode[] {
    if (!this.exists) return [];
    if (!Array.isArray(this.value)) throw this.notA('a list');
    return this.value.map((item, index) => new JsonNode(item, `${this.path}[${index}]`));
  }

  /** A text; empty if absent. @throws {InputError} if it is something else */
  text(): string {
    if (!this.exists) return '';
    if (typeof this.value !== 'string') throw this.notA('a text');
    return this.value;
  }

  /** A number, also one in quotes; 0 if absent. @throws {InputError} if it is something else */
  number(): number {
    if (!this.exists) return 0;
    const number = typeof this.value === 'string' ? Number(this.value || Number.NaN) : this.value;
    const isNumber = typeof number === 'number' && (!Number.isNaN(number) || this.value === 'NaN');
    if (!isNumber) throw this.notA('a number');
    return number;
  }

  /** One of `names`, given as its number or as `PREFIX_NAME`. @throws {InputError} if it is none */
  oneOf<Name extends string>(names: readonly Name[]): Name {
    if (!this.exists) return names[0]!;
    const found =
      typeof this.value === 'string'
        ? names.find((name) => this.text().toLowerCase().endsWith(`_${name}`))
        : names[this.number()];
    if (found === undefined) throw this.notA(`0 to ${names.length - 1} (${names.join(', ')})`);
    return found;
  }

  /** The error that this value is not `what` OTLP/JSON has here. */
  notA(what: string): InputError {
    const shown = this.exists ? JSON.stringify(this.value) : 'absent';
    const value = shown.length > 80 ? `${shown.slice(0, 80)}...` : shown;
    return new InputError(
      `${this.path} is ${value}, not ${what}; OTLP/JSON as an OTLP exporter or the collector's file exporter writes it is expected`,
    );
  }
}
