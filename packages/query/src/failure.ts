// What stops a command with a sentence for the person who typed it, instead of a stack.

/** Exit codes of the command; they are documented in the README. */
export const EXIT = { ok: 0, notFound: 1, usage: 2, newerSchema: 3 } as const;

/** Ends the command with `message` on stderr and `exitCode`. */
export class Failure extends Error {
  override readonly name = 'Failure';
  readonly exitCode: number;

  constructor(message: string, exitCode: number = EXIT.usage) {
    super(message);
    this.exitCode = exitCode;
  }
}
