// Texts that a terminal has too few columns for, where wide characters take two.

import stringWidth from 'string-width';

const graphemes = new Intl.Segmenter();

/** Cuts `text` to `width` columns. */
export function shortenToWidth(text: string, width: number): string {
  if (stringWidth(text) <= width) return text;
  let kept = '';
  let used = 1;
  for (const { segment } of graphemes.segment(text)) {
    used += stringWidth(segment);
    if (used > width) break;
    kept += segment;
  }
  return `${kept}…`;
}
