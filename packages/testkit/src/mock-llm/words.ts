// The words of a text that carry meaning, cut to a rough stem: what answers, tool choice and
// embeddings compare texts by.

const stopWords = new Set(
  (
    'a about all also am an and any are as at be been but by can could did do does for from had has ' +
    'have how i if in into is it its me my no not of on or our please shall she so tell than that ' +
    'the their them then there these they this to us use was we were what when where which who why ' +
    'will with would you your'
  ).split(' '),
);

/** The meaningful words of `text` in order, lower case, without common endings. */
export function toWords(text: string): string[] {
  const spaced = text.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();
  return (spaced.match(/[\p{L}\p{N}]+/gu) ?? [])
    .filter((word) => !stopWords.has(word))
    .map((word) => word.replace(/(?<=.{3})(ing|ed|es|e|s)$/, ''));
}

/** How many distinct words of `text` occur in `words`. */
export function countSharedWords(words: ReadonlySet<string>, text: string): number {
  return new Set(toWords(text).filter((word) => words.has(word))).size;
}

/** Tokens of a text by the rule of thumb of four characters each: deterministic, not exact. */
export function countTokens(text: string): number {
  return Math.ceil(text.length / 4);
}
