// What stands between the name of a secret and its value: signs, quotes, cells, elements, calls, verbs.

import { LETTERS } from '../letters.ts';

/** What ends a name: quotes and brackets. */
export const CLOSED = String.raw`[)\]"'\\${'`'}*]{0,6}`;
const SIGN = String.raw`\s{0,8}(?:=>|->|:=|={1,3}|::?|[：＝→⇒—–]|&gt;)\s{0,8}`;
/** `const password: string = …`, `password: str = …` */
const TYPED = String.raw`\s?:\s?[\w&<>?*.[\] ]{1,24}\s?=\s?`;
/** `<password>`, `| password |`, `name="password" value="…"`, `- name: PASSWORD\n  value: …` */
const CELL = String.raw`[^<>\n]{0,40}>\s{0,3}|\s{0,20}\|\s{0,20}`;
const PAIR = String.raw`\s{0,20}[,;]?\s{0,20}["'\\]{0,4}(?:value|val|content|default)["'\\]{0,4}\s{0,3}[=:]\s{0,3}|<\/key>\s{0,20}<string>|(?<=")\s{0,3}\{\s{0,20}default\s{0,3}=\s{0,3}|(?<=["'])\s{0,3},\s{0,3}(?=["'])`;
const COPULA = String.raw`\s{1,3}(?:(?:is|was|are|ist|war|lautet|est|es|era|é|è|eh|jest|это|is set to|set to|equals|to)\s{1,3}:?\s{0,2}|(?=["'${'`'}“‘«„]))|(?:是|为|為|は|が|은|는|:|：)\s{0,3}`;
const CALL = String.raw`\s{0,3}(?:[:=]\s{0,3})?[([]{1,2}\s{0,8}(?=\\{0,3}["'${'`'}])`;
/** What opens a value: brackets, the name of a call, the prefix of a text, a quote. */
export const OPENED = String.raw`(?:(?![\w.]{0,24}(?:get|env|input|prompt|read|ask|load|find))[\w.[\]]{1,24}\((?=["']))?[*[(@]{0,3}(?:(?<==)\{(?!\{))?(?:\b[bruf]{1,2}(?=["']))?(?:\\{0,3}["'${'`'}“„‘«»「『])?`;

/** All that may part a name and its value. */
export const ASSIGNED = `(?:${TYPED}|${SIGN}|${PAIR}|${CELL}|${CALL}|${COPULA})`;

/** Words between the name and the sign: `the API key for staging is …` */
export const BETWEEN = String.raw`(?:\s[${LETTERS}]{1,14}(?=[\s=:—–])){0,5}(?:\s(?:to|is|was|from|ist|lautet|est|es|é)\s|\s?[:=—–]\s{0,2}|\s{1,8})["'${'`'}“„«]?\s?`;
