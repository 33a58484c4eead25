// Secrets in tables: below the heading of a column in CSV or Markdown.

import type { Range, Rule } from '../rule.ts';
import { isMadeUp, isStandIn } from './stand-ins.ts';

const MAX_LINE = 1000;
const MAX_CELLS = 64;
/** A heading, no statement. */
const PLAIN = /^[^=:{}()]{0,60}$/;
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
    const before = text.slice(Math.max(0, match.index - MAX_LINE), match.index);
    const start = match.index - before.length + before.lastIndexOf('\n') + 1;
    const end = endOfLine(text, match.index);
    const table = tableOf(text.slice(start, end));
    HEADING.lastIndex = table === undefined ? end : readRows(text, end + 1, table, found);
  }
  return found;
}

/** A table by its first line. */
interface Table {
  readonly mark: string;
  readonly width: number;
  /** Those of secrets. */
  readonly columns: readonly number[];
}

function tableOf(line: string): Table | undefined {
  const mark = /[,;\t|]/.exec(line)?.[0];
  if (mark === undefined) return undefined;
  const cells = line.split(mark);
  if (cells.length > MAX_CELLS || !cells.every((cell) => PLAIN.test(cell))) return undefined;
  const columns = cells.flatMap((cell, index) => (NAME.test(cell.trim()) ? [index] : []));
  return columns.length > 0 ? { mark, width: cells.length, columns } : undefined;
}

/** Adds the cells of the rows from `start` on; returns where the table ends. */
function readRows(text: string, start: number, table: Table, found: Range[]): number {
  let at = start;
  for (let row = 0; row < MAX_ROWS && at < text.length; row += 1) {
    const end = endOfLine(text, at);
    const cells = text.slice(at, end).split(table.mark);
    if (cells.length !== table.width) return at;
    for (const column of table.columns) {
      const before = cells.slice(0, column).reduce((sum, cell) => sum + cell.length + 1, 0);
      const cell = cells[column]!;
      const value = cell.replaceAll(/^[\s"'`*]+|[\s"'`*]+$/g, '');
      if (!isSecret(value)) continue;
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
  const line = text.slice(from, from + MAX_LINE);
  const end = line.indexOf('\n');
  if (end < 0) return from + line.length;
  return from + (line[end - 1] === '\r' ? end - 1 : end);
}
