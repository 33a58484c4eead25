// Input errors of the checker.

/** A file or an option is invalid. The message names the place, the value and the fix. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
