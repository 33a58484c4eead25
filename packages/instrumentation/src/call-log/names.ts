// The file names of the call log: one file per day (UTC), and further ones when it is full.

import { readdirSync } from 'node:fs';

const NAME = /^llm_logs_(\d{4}-\d\d-\d\d)(?:\.(\d{3,}))?\.jsonl$/;

/** A file of the call log. */
export interface LogName {
  readonly name: string;
  /** `YYYY-MM-DD` */
  readonly day: string;
  /** 0 is the first of its day. */
  readonly part: number;
}

/** The name of a part of a day: `llm_logs_2026-10-05.jsonl`, `llm_logs_2026-10-05.001.jsonl`. */
export function logName(day: string, part: number): string {
  return `llm_logs_${day}${part === 0 ? '' : `.${String(part).padStart(3, '0')}`}.jsonl`;
}

/** The call log's files in `directory`, the oldest first. Ignores other files. */
export function logNames(directory: string): LogName[] {
  return readdirSync(directory)
    .flatMap((name) => {
      const [, day, part = '0'] = NAME.exec(name) ?? [];
      return day === undefined ? [] : [{ name, day, part: Number(part) }];
    })
    .toSorted((a, b) => (a.day === b.day ? a.part - b.part : a.day < b.day ? -1 : 1));
}
