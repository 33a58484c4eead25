// What the checker cannot work with.

/** A file or an option is not understood. The message names the place, the value and the way out. */
export class InputError extends Error {
  override readonly name = 'InputError';
}
