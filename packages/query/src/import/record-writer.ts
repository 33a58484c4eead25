// Adds records to a log, in separate files that no other process appends to.

import { appendFileSync, mkdirSync } from 'node:fs';
import path from 'node:path';
import type { CallRecord } from '../reader/parse-line.ts';
import { logFiles } from '../reader/log-files.ts';

const FLUSH_CHARACTERS = 1024 * 1024;
const PART = /\.(\d{3,})\.jsonl$/;

/** Appends records to `llm_logs_<day>.<part>.jsonl` by day. */
export class RecordWriter {
  readonly #directory: string;
  readonly #texts = new Map<string, string>();
  readonly #files = new Map<string, string>();

  constructor(directory: string) {
    this.#directory = directory;
    mkdirSync(directory, { recursive: true, mode: 0o700 });
  }

  /** Names of the written files. */
  get names(): string[] {
    return [...this.#files.values()];
  }

  add(record: CallRecord): void {
    const day = String(record['timestamp']).slice(0, 10);
    const text = `${this.#texts.get(day) ?? ''}${JSON.stringify(record)}\n`;
    this.#texts.set(day, text);
    if (text.length > FLUSH_CHARACTERS) this.#write(day, text);
  }

  /** Writes the rest. */
  flush(): void {
    for (const [day, text] of this.#texts) if (text !== '') this.#write(day, text);
  }

  #write(day: string, text: string): void {
    const name = this.#files.get(day) ?? this.#newName(day);
    this.#files.set(day, name);
    appendFileSync(path.join(this.#directory, name), text, { mode: 0o600 });
    this.#texts.set(day, '');
  }

  #newName(day: string): string {
    const parts = logFiles(this.#directory)
      .filter((file) => file.day === day)
      .map(({ name }) => Number(PART.exec(name)?.[1] ?? 0));
    const part = Math.max(0, ...parts) + 1;
    return `llm_logs_${day}.${String(part).padStart(3, '0')}.jsonl`;
  }
}
