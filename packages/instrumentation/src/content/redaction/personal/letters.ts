// Letters in character classes.

/** Blocks of scripts without spaces between words: an address may directly follow them. */
export const UNSPACED =
  '\\u0e00-\\u0e7f\\u1100-\\u11ff\\u3040-\\u30ff\\u3400-\\u9fff\\uac00-\\ud7af';
/** Blocks of letters. `\p{L}` is slow in V8: it has hundreds of ranges. */
export const LETTERS =
  'A-Za-z\\u00c0-\\u1fff\\u2c00-\\u2dff\\u3040-\\ud7ff\\uf900-\\ufdff\\ufe70-\\ufefc\\uff21-\\uffdc';
