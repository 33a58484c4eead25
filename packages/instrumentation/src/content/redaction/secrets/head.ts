// What stands before a value that is assigned to a name.

/** How far back it matters. */
const LOOK_BACK = 96;
/** A name of the environment, in capitals. */
const VARIABLE = /(?:^|[^A-Za-z])[A-Z][A-Z\d_]{2,64}=$/;
/** A parameter of a URL or a form. */
const PARAMETER = /[?&][\w.[\]-]{0,64}=$/;

/** The name and the sign before a value. */
export class Head {
  readonly #sign: string;
  readonly #text: string;
  readonly #index: number;

  constructor(sign: string, text: string, index: number) {
    this.#sign = sign;
    this.#text = text;
    this.#index = index;
  }

  /** The value is in quotes. */
  get isQuoted(): boolean {
    return '"\'`“”„‘«»「『'.includes(this.#sign.at(-1)!);
  }

  /** The value is the text of an element of XML. */
  get isElement(): boolean {
    return this.#sign.trimEnd().endsWith('>') && /<[^<>]{1,95}>\s*$/.test(this.#line());
  }

  /** The name is one of the environment, in capitals. */
  get isVariable(): boolean {
    return VARIABLE.test(this.#line());
  }

  /** The value is a parameter of a URL or a form. */
  get isParameter(): boolean {
    return this.#sign.endsWith('=') && PARAMETER.test(this.#line());
  }

  /** A sentence or a table: anything may follow. */
  get isLoose(): boolean {
    return !/[:=>：＝→⇒([]\W{0,12}$/.test(this.#sign.slice(-13));
  }

  #line(): string {
    return this.#text.slice(Math.max(0, this.#index - LOOK_BACK), this.#index);
  }
}
