// What a data file says of a package that runs models in the process itself: it sends no request, so that no service
// can refuse or cut off. Its cases are run bare and traced instead, with models that the tests write.

/** In every text that is said, and in the folder of the models: it must not leave while content is off. */
export const CANARY = 'quokka';

/** What a case is run with. */
export interface Stage {
  /** The module. */
  readonly sdk: never;
  /** The folder of its model. */
  readonly folder: string;
  /** The name of its model: that of the case. */
  readonly name: string;
  /** Notes what the application sees. */
  log(...values: readonly unknown[]): void;
}

/** The cases that a release can run. */
export function casesOf({ cases }: LocalData, release: string): readonly LocalCase[] {
  return cases.filter(({ notIn = [] }) => !notIn.includes(release));
}

/** Attributes of a span, by their names. */
export type Attributes = Readonly<Record<string, unknown>>;

/** A way to call the package. */
export interface LocalCase {
  readonly name: string;
  /** The spans of its calls; none: nothing is recorded. */
  readonly spans: readonly Attributes[];
  /** What the first of them says where content is recorded. */
  readonly said?: Attributes;
  /** Releases whose native parts cannot run its model. */
  readonly notIn?: readonly string[];
  /** The case whose first span says the same of the response. */
  readonly twin?: string;
  run(stage: Stage): Promise<void>;
}

/** All that has to be known of a package. */
export interface LocalData {
  readonly adapter: string;
  readonly package: string;
  readonly formats: readonly ('cjs' | 'esm')[];
  /** What is installed for each release: its native parts have names of their own. */
  readonly releases: readonly Readonly<Record<string, string>>[];
  /** The end of the names of its models. */
  readonly extension: string;
  /** Writes the model of a case. */
  write(stage: Omit<Stage, 'sdk' | 'log'>): void;
  readonly cases: readonly LocalCase[];
  /** The exported classes whose methods are calls, or may be. */
  readonly classes: RegExp;
  /** Their methods that are traced, as `Class.method`. */
  readonly traced: readonly string[];
  /** Their other methods, and why they are not traced. */
  readonly untraced: readonly (readonly [methods: RegExp, reason: string])[];
}
