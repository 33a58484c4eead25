// Which characters of a text are the rarest in ordinary ones.

/** The most frequent characters of prose and code, in order. */
const FREQUENT = ' etaoinsrhldcumfpgwybvk._,-"';
const RARITY = new Uint8Array(128).fill(FREQUENT.length);
for (let rank = 0; rank < FREQUENT.length; rank += 1) RARITY[FREQUENT.charCodeAt(rank)] = rank;
/** Frequent in prose, though their letters are not. */
const COMMON = /^(?: th|the|he |ing|age|tim|pri|sts|par|cur|att|acc|con|uth|log|you)$/i;

/** Where the `width` characters of `text` begin that are the rarest in ordinary text. */
export function rarestIn(text: string, width: number): number {
  let best = 0;
  let most = -1;
  let rarity = 0;
  for (let at = 0; at < text.length; at += 1) {
    rarity += rarityOf(text, at);
    if (at >= width) rarity -= rarityOf(text, at - width);
    const start = at - width + 1;
    if (start < 0 || rarity <= most || COMMON.test(text.slice(start, at + 1))) continue;
    best = start;
    most = rarity;
  }
  return best;
}

/** Higher for what is rarer. */
function rarityOf(text: string, at: number): number {
  return RARITY[text.charCodeAt(at)] ?? FREQUENT.length;
}
