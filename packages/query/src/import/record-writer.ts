// Adds records to a log, in separate files that no other process appends to.

import { appendFileSync, closeSync, ftruncateSync, rmSync } from 'node:fs';
import path from 'node:path';
import { makeDirectory } from '../own-directory.ts';
import { reasonOf } from '../explanation.ts';
import { EXIT, Failure } from '../failure.ts';
import { createFile } from '../own-file.ts';
import type { CallRecord } from '../reader/parse-line.ts';
import { logFiles } from '../reader/log-files.ts';
import { toLogLine } from '../reader/log-line.ts';

const FLUSH_CHARACTERS = 1024 * 1024;

interface NewFile {
  readonly name: string;
  readonly descriptor: number;
  /** Bytes. */
  length: number;
}

/** Appends records to `llm_logs_<day>.<part>.jsonl` by day. */
export class RecordWriter {
  readonly #directory: string;
  readonly #texts = new Map<string, string>();
  readonly #files = new Map<string, NewFile>();

  constructor(directory: string) {
    this.#directory = directory;
    makeDirectory(directory);
  }

  /** Names of the written files. */
  get names(): string[] {
    return [...this.#files.values()].map(({ name }) => name);
  }

  add(record: CallRecord): void {
    const day = String(record['timestamp']).slice(0, 10);
    const text = `${this.#texts.get(day) ?? ''}${toLogLine(record)}`;
    this.#texts.set(day, text);
    if (text.length > FLUSH_CHARACTERS) this.#write(day, text);
  }

  /** Writes the rest; nothing can be added after that. */
  end(): void {
    for (const [day, text] of this.#texts) if (text !== '') this.#write(day, text);
    for (const { descriptor } of this.#files.values()) closeSync(descriptor);
  }

  #write(day: string, text: string): void {
    const file = this.#files.get(day) ?? this.#create(day);
    this.#files.set(day, file);
    try {
      appendFileSync(file.descriptor, text);
    } catch (error) {
      // No line is torn, and nothing of these records is there twice after another import.
      ftruncateSync(file.descriptor, file.length);
      if (file.length === 0) rmSync(path.join(this.#directory, file.name), { force: true });
      const { code } = error as NodeJS.ErrnoException;
      throw new Failure(
        `${path.join(this.#directory, file.name)} cannot be written: ${reasonOf(code)} (${code}); import again later, which adds what is missing`,
        EXIT.system,
      );
    }
    file.length += Buffer.byteLength(text);
    this.#texts.set(day, '');
  }

  /** The first name that is free, even of links and of other things that are no log. */
  #create(day: string): NewFile {
    const parts = logFiles(this.#directory)
      .filter((file) => file.day === day)
      .map(({ part }) => part);
    for (let part = Math.max(0, ...parts) + 1; ; part += 1) {
      const name = `llm_logs_${day}.${String(part).padStart(3, '0')}.jsonl`;
      const descriptor = createFile(path.join(this.#directory, name));
      if (descriptor !== undefined) return { name, descriptor, length: 0 };
    }
  }
}
