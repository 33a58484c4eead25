// An error that ends a command with a message for the user instead of a stack trace.

/** Exit codes of the command, documented in the README. */
export const EXIT = {
  ok: 0,
  notFound: 1,
  usage: 2,
  newerSchema: 3,
  /** The system refused something: a full disk, a missing right. */
  system: 4,
  /** An error of llm-otel itself. */
  fault: 5,
} as const;

/** Ends the command with `message` on stderr and `exitCode`. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}
