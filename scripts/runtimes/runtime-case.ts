// What a row of the matrix is, and which versions its columns are.

/** One row: it has passed when `run` resolves, with a remark or without. */
export interface RuntimeCase {
  readonly name: string;
  /** Why it is not run: a sentence without its full stop. */
  readonly skip?: string;
  run(): Promise<string | void>;
}

/** Every line that is supported, at its first and its newest release. */
export const NODE_VERSIONS = ['22.15.0', '22.23.3', '24.11.0', '24.21.0', '26.10.0'];

/** The newest release of every line that is supported. */
export const NEWEST_NODES = ['22.23.3', '24.21.0', '26.10.0'];

/** The one that development uses. */
export const NEWEST_OF_24 = '24.21.0';

/** Older than what is supported, and still in use. */
export const TOO_OLD_NODE = '20.19.0';

export const OPENAI_VERSIONS = ['7.55.0', '6.49.0'] as const;
