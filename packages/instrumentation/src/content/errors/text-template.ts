// Recognises texts that a package or a service writes, word by word: what it fills in has a type, and is
// shown only if it has the shape of that type.

import { constants } from 'node:os';
import { REDACTED } from '../redact.ts';

/** Longer texts match no template. */
export const LONGEST = 4096;

const anyOf = (words: readonly string[]): RegExp => new RegExp(`^(?:${words.join('|')})$`);

/** What fills a hole. `text` stands for anything, and is not shown. */
const SHAPES: Readonly<Record<string, RegExp>> = {
  number: /^-?\d{1,15}(?:[.,]\d{1,15}){0,4}$/,
  duration: /^(?:\d{1,9}(?:\.\d{1,9})?(?:ms|s|m|h|d)){1,5}$/,
  model: /^[\w./:@-]{1,64}$/,
  parameter: /^[\w.[\]-]{1,128}$/,
  address: /^(?:[\w.-]{1,253}|\[?[\da-f:.]{2,45}\]?)(?::\d{1,5})?$/i,
  code: anyOf([
    ...Object.keys(constants.errno),
    'ENOTFOUND',
    'EAI_AGAIN',
    'EAI_FAIL',
    'EAI_NODATA',
  ]),
  text: /^/,
};
const HOLE = /\{([a-z]+|[\w /-]+(?:\|[\w /-]+)+)\}/;

/** A template: `literals[0]`, a hole, `literals[1]`, and so on. */
interface Template {
  readonly literals: readonly string[];
  readonly holes: readonly Hole[];
}
interface Hole {
  readonly shape: RegExp;
  readonly isShown: boolean;
}

const compiled = new WeakMap<readonly string[], readonly Template[]>();

/**
 * `text` as far as one of `templates` accounts for it; `undefined` if none does. In a template `{number}`,
 * `{duration}`, `{model}`, `{parameter}`, `{address}`, `{code}` and `{one|of|these}` stand for values of that
 * shape, and `{text}` for anything, which becomes `[REDACTED]`. Takes linear time.
 */
export function recognised(text: string, templates: readonly string[]): string | undefined {
  if (text.length > LONGEST) return undefined;
  let known = compiled.get(templates);
  if (known === undefined) {
    known = templates.map(compile);
    compiled.set(templates, known);
  }
  for (const template of known) {
    const shown = filled(text, template);
    if (shown !== undefined) return shown;
  }
  return undefined;
}

function compile(template: string): Template {
  const parts = template.split(HOLE);
  return {
    literals: parts.filter((_, index) => index % 2 === 0),
    holes: parts.filter((_, index) => index % 2 === 1).map(toHole),
  };
}

function toHole(name: string): Hole {
  const shape = name.includes('|') ? anyOf([name]) : SHAPES[name];
  if (shape === undefined) throw new Error(`a text template knows no {${name}}`);
  return { shape, isShown: name !== 'text' };
}

function filled(text: string, { literals, holes }: Template): string | undefined {
  const [first = ''] = literals;
  if (!text.startsWith(first)) return undefined;
  if (holes.length === 0) return text === first ? first : undefined;
  let shown = first;
  let at = first.length;
  for (const [index, { shape, isShown }] of holes.entries()) {
    const literal = literals[index + 1]!;
    const isLast = index === holes.length - 1;
    const end = isLast ? text.length - literal.length : text.indexOf(literal, at);
    if (end < at || (isLast && !text.endsWith(literal))) return undefined;
    const value = text.slice(at, end);
    if (!shape.test(value)) return undefined;
    shown += (isShown ? value : REDACTED) + literal;
    at = end + literal.length;
  }
  return shown;
}
