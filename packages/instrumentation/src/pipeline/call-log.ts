// Appends call records to a file a day. One synchronous write a record: what was recorded is on
// its way to the disk when the call returns, however the process ends.

import { closeSync, existsSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { announceOnce } from '../announcement.ts';
import { abandonAll } from '../core/abandonment.ts';
import { onFinishedOperation } from '../telemetry/recorder.ts';
import { otelApi } from '../telemetry/otel-api.ts';
import { toCallRecord } from './call-record.ts';
import { say } from '../say.ts';

/** Writes every operation that ends from now on to `directory`, which is made when needed. */
export function writeCallLog(directory: string): void {
  const log = new CallLog(path.resolve(directory));
  onFinishedOperation((operation) => {
    log.append(JSON.stringify(toCallRecord(operation)));
  });
  process.on('exit', abandonAll);
}

/** The open file of the current day (UTC). Other processes append to the same file. */
class CallLog {
  readonly #directory: string;
  #day = '';
  #descriptor: number | undefined;
  #lost = 0;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Appends one line. What cannot be written is counted; the first loss is told on stderr. */
  append(line: string): void {
    try {
      const day = new Date().toISOString().slice(0, 10);
      if (this.#descriptor === undefined || day !== this.#day) this.#open(day);
      writeSync(this.#descriptor!, `${line}\n`);
    } catch (error) {
      this.#lost++;
      if (this.#lost === 1) say(`a call record could not be written: ${String(error)}`);
      otelApi()?.diag.error(`llm-otel: a call record was lost (${this.#lost} so far)`, error);
    }
  }

  #open(day: string): void {
    if (this.#descriptor !== undefined) closeSync(this.#descriptor);
    this.#descriptor = undefined;
    makeDirectory(this.#directory);
    const file = path.join(this.#directory, `llm_logs_${day}.jsonl`);
    this.#descriptor = openSync(file, 'a', 0o600);
    this.#day = day;
    announceOnce(`call records are appended to ${file}`);
  }
}

/** Makes what is missing of a path. Node's own way to do that never returns below `/proc`. */
function makeDirectory(directory: string): void {
  if (existsSync(directory)) return;
  makeDirectory(path.dirname(directory));
  try {
    mkdirSync(directory, 0o700);
  } catch (error) {
    // Another process was faster.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}
