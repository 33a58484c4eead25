// A row of the matrix, and the versions of its columns.

/** One row: it passes if `run` resolves, with or without a remark. */
export interface RuntimeCase {
  readonly name: string;
  /** Why it is skipped: a sentence without its full stop. */
  readonly skip?: string;
  run(): Promise<string | void>;
}

/** The first and newest releases of every supported line. */
export const NODE_VERSIONS = ['22.15.0', '22.23.3', '24.11.0', '24.21.0', '26.10.0'];

/** The newest release of every supported line. */
export const NEWEST_NODES = ['22.23.3', '24.21.0', '26.10.0'];

/** The development version. */
export const NEWEST_OF_24 = '24.21.0';

/** No longer supported, but still in use. */
export const TOO_OLD_NODE = '20.19.0';

export const OPENAI_VERSIONS = ['7.59.0', '6.49.0'] as const;
