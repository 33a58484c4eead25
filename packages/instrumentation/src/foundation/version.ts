// Written by `npm run build` from package.json: a bundle of this package has no such file beside it.

/** The version of this package. */
export const VERSION = '0.1.0';
