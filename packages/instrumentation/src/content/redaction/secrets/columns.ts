// Secrets in tables: below the heading of a column in CSV or Markdown.

import type { Range, Rule } from '../rule.ts';
import { isMadeUp, isStandIn } from './stand-ins.ts';

const MAX_LINE = 400;
const MAX_ROWS = 200;
const HEADING =
  /(?:pass(?:word|wd|wort|phrase)?|pwd|kennwort|key|token|secret|contraseña|senha|mot de passe|пароль|密码|パスワード)["']?(?=[ ]{0,40}[,;\t|\r\n])/gi;
/** The whole heading. */
const NAME =
  /^["']?(?:(?:db|user|admin|smtp)?[ _-]?(?:pass(?:word|wd|wort|phrase)?|pwd|kennwort)|(?:api|secret|private|access)[ _-]?(?:access[ _-]?)?key|(?:access|auth|api|refresh)?[ _-]?token|(?:client[ _-]?)?secret|contraseña|senha|mot de passe|пароль|密码|パスワード)["']?$/i;

/** In execution order. */
export const COLUMN_RULES: readonly Rule[] = [
  {
    name: 'column of secrets in a table',
    words: [
      'pass',
      'pwd',
      'kennwort',
      'key',
      'token',
      'secret',
      'contrase',
      'senha',
      'парол',
      '密码',
      'パスワード',
    ],
    pattern: HEADING,
    search,
    placeholder: '[SECRET:column]',
  },
];

function search(text: string): readonly Range[] {
  const found: Range[] = [];
  HEADING.lastIndex = 0;
  for (let match = HEADING.exec(text); match !== null; match = HEADING.exec(text)) {
    const start = text.lastIndexOf('\n', match.index) + 1;
    const end = endOfLine(text, match.index);
    const mark = /[,;\t|]/.exec(text.slice(start, end))?.[0];
    if (mark === undefined || match.index - start > MAX_LINE || end - start > MAX_LINE) continue;
    const column = text.slice(start, match.index).split(mark).length - 1;
    const cells = text.slice(start, end).split(mark);
    if (!NAME.test(cells[column]?.trim() ?? '')) continue;
    if (
      cells.length < 2 ||
      cells.length > 64 ||
      !cells.every((cell) => /^[^=:{}()]{0,60}$/.test(cell))
    )
      continue;
    HEADING.lastIndex = Math.max(
      HEADING.lastIndex,
      readRows(text, end + 1, mark, column, cells.length, found),
    );
  }
  return found;
}

/** Adds the cells of the rows from `start` on; returns where the table ends. */
function readRows(
  text: string,
  start: number,
  mark: string,
  column: number,
  width: number,
  found: Range[],
): number {
  let at = start;
  for (let row = 0; row < MAX_ROWS && at < text.length; row += 1) {
    const end = endOfLine(text, at);
    const cells = end - at > 4 * MAX_LINE ? [] : text.slice(at, end).split(mark);
    if (cells.length !== width) return at;
    const before = cells.slice(0, column).reduce((sum, cell) => sum + cell.length + 1, 0);
    const cell = cells[column]!;
    const value = cell.replaceAll(/^[\s"'`*]+|[\s"'`*]+$/g, '');
    if (isSecret(value)) {
      const from = at + before + cell.indexOf(value);
      found.push({ start: from, end: from + value.length });
    }
    at = end + 1;
  }
  return at;
}

function isSecret(value: string): boolean {
  if (value.length < 4 || isStandIn(value) || value.startsWith('[')) return false;
  return isMadeUp(value) || (/[^A-Za-z_.:\s-]/.test(value) && !/^\d{1,6}$/.test(value));
}

function endOfLine(text: string, from: number): number {
  const end = text.indexOf('\n', from);
  if (end < 0) return text.length;
  return text[end - 1] === '\r' ? end - 1 : end;
}
