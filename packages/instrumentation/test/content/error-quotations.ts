// Messages of errors that quote what a user or a model said: `CANARY` is in all of them, and in nothing else
// that a program says.

export const CANARY = 'quokka';
const SAID = `where the ${CANARY} lives`;

const AROUND: readonly (readonly [open: string, close: string])[] = [
  ['"', '"'],
  ["'", "'"],
  ['`', '`'],
  ['```\n', '\n```'],
  ['"""', '"""'],
  ['“', '”'],
  ['„', '“'],
  ['‚', '‘'],
  ['‘', '’'],
  ['’', '’'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['›', '‹'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['〈', '〉'],
  ['【', '】'],
  ['＂', '＂'],
  ['(', ')'],
  ['（', '）'],
  ['[', ']'],
  ['{', '}'],
  ['<', '>'],
  ['<input>', '</input>'],
  ['[INST] ', ' [/INST]'],
  ['**', '**'],
  ["b'", "'"],
  ['r"', '"'],
  ["u'", "'"],
  ['f"', '"'],
  ["rb'", "'"],
  ['\\"', '\\"'],
  ['&quot;', '&quot;'],
  ['%22', '%22'],
];

/** Quotations of a sentence and of a word, closed, open, nested and over lines. */
export const QUOTATIONS: readonly string[] = [
  ...AROUND.flatMap(([open, close]) => [
    `no answer to ${open}${SAID}${close}`,
    `no answer to ${open}${CANARY}${close} here`,
    `no answer to ${open}${SAID}`,
    `no answer to ${open}one\ntwo ${CANARY}\nthree${close} here`,
    `no answer to${open}${SAID}${close}`,
  ]),
  `no answer to "the word "${CANARY}" in it", sorry`,
  `no answer to 'the users' home, ${SAID}', sorry`,
  `no answer to "it's ${CANARY}", sorry`,
  `no answer to 5" of "${SAID}" today`,
  `got: ${SAID}`,
  `got:${CANARY}`,
  `got： ${SAID}`,
  `got = ${CANARY}`,
  `got -> ${CANARY}`,
  `got → ${CANARY}`,
  `no answer - ${SAID}`,
  `no answer — ${SAID}`,
  `no answer | ${CANARY}`,
  `no answer …${CANARY}`,
  `no answer\n${SAID}`,
  `no answer\r\n> ${SAID}`,
  `no answer\u2028${SAID}`,
  `no answer\n    at ${SAID} (file.js:1:2)`,
  `no answer from https://example.com/search?q=${CANARY} today`,
  `no answer to data:text/plain,${CANARY}`,
  `{"detail":[{"type":"string_type","loc":["body","messages"],"msg":"Input should be a valid string","input":"${SAID}"}]}`,
  `[{"type":"string_type","loc":["body"],"input":{"content":"${SAID}"},"ctx":{"x":1}}]`,
];

/** Without any sign that they quote: nobody but a service or a package may say this. */
export const UNMARKED: readonly string[] = [
  SAID,
  CANARY,
  `Your prompt asks ${SAID} and that is against the rules`,
  `The model gpt-4o does not know ${SAID}`,
  `Rate limit reached for requests on ${SAID}`,
];
