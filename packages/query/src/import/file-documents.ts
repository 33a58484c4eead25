// The documents of files in turn: of JSON in lines or over many lines, or of protobuf.

import { parseJson } from '../exact-json.ts';
import { DocumentSplitter } from './documents.ts';
import type { ImportCounts } from './import-counts.ts';
import { readProtobuf, isProtobuf } from './protobuf/index.ts';
import { readLines } from './read-lines.ts';
import { isDocument } from './request-shape.ts';
import type { SourceFile } from './source-files.ts';

/** Formats of `--format`. */
export const SOURCE_FORMATS = ['auto', 'json', 'protobuf'] as const;
/** One of them; `auto` looks at the first bytes of each file. */
export type SourceFormat = (typeof SOURCE_FORMATS)[number];

/** How to read documents. */
export interface DocumentOptions {
  readonly format: SourceFormat;
  readonly counts: ImportCounts;
  readonly onBytes?: (bytes: number) => void;
  /** Leaves out lines that are whole documents and do not fit. */
  readonly isWanted?: (text: string) => boolean;
}

/** The documents of `files`. A document that rotation tore is joined. */
export async function* readDocuments(
  files: readonly SourceFile[],
  options: DocumentOptions,
): AsyncGenerator<unknown, void, undefined> {
  const { counts } = options;
  let torn = '';
  let family = '';
  for (const file of files) {
    if (file.family !== family && torn !== '') counts.skip('cut_off');
    if (file.family !== family) torn = '';
    family = file.family;
    if (options.format === 'protobuf' || (options.format === 'auto' && (await isProtobuf(file)))) {
      yield* readProtobuf(file, options);
    } else torn = yield* linesOf(file, torn, options);
  }
  if (torn !== '') counts.skip('cut_off');
}

/** The documents of one file of JSON. Returns the beginning of one that the file tears. */
async function* linesOf(
  file: SourceFile,
  torn: string,
  { counts, onBytes, isWanted }: DocumentOptions,
): AsyncGenerator<unknown, string, undefined> {
  const splitter = new DocumentSplitter(isDocument);
  let head = torn;
  let isTorn = false;
  for await (const { text, isEnded, unread } of readLines(file.path, onBytes)) {
    if (text === '') continue;
    if (text === undefined) {
      counts.skip(unread ?? 'no_json');
      continue;
    }
    if (head !== '') {
      const joined = join(head, text);
      head = '';
      if (joined === undefined) counts.skip('cut_off');
      else {
        counts.joined += 1;
        yield joined;
        continue;
      }
    }
    if (isWanted !== undefined && isWhole(text) && !isWanted(text)) continue;
    isTorn = !isEnded;
    for (const found of splitter.push(text)) {
      if ('value' in found) yield found.value;
      else if (isEnded || found.unread !== 'cut_off') counts.skip(found.unread);
      else return text;
    }
  }
  const rest = splitter.takeRest();
  if (rest !== '' && !isTorn) counts.skip('cut_off');
  return isTorn ? rest : head;
}

function isWhole(text: string): boolean {
  return text.startsWith('{"resource') && text.endsWith('}');
}

function join(head: string, text: string): unknown {
  try {
    const value = parseJson(head + text);
    return isDocument(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
