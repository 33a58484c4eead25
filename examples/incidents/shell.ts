// Runs `llm-otel` over one directory: shown as somebody would type it, or quietly for a value.

import { spawnSync } from 'node:child_process';
import path from 'node:path';

const program = path.join(import.meta.dirname, '../../packages/query/dist/main.js');

/** A record of the call log, as far as an investigation reads it. */
export type CallRecord = Readonly<Record<string, unknown>>;

export class Shell {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Prints the command and its output. */
  show(...command: readonly string[]): void {
    console.log(`\n$ llm-otel ${command.map(quoted).join(' ')}`);
    console.log(this.#run(command).trimEnd());
  }

  /** Shows the newest record that a command of `logs` finds, and returns it. */
  newest(filter: readonly string[], columns: readonly string[]): CallRecord {
    const command = ['logs', ...filter, '--limit', '1'];
    this.show(...command, '--columns', columns.join(','));
    const { records } = JSON.parse(this.#run([...command, '--json'])) as { records: CallRecord[] };
    const [record] = records;
    if (record === undefined) throw new Error(`llm-otel ${command.join(' ')} found nothing`);
    return record;
  }

  #run(command: readonly string[]): string {
    const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...command], {
      encoding: 'utf8',
      env: { ...process.env, LLM_OTEL_LOG_DIR: this.#directory },
    });
    if (status === 0) return stdout;
    throw new Error(`llm-otel ${command.join(' ')} ended with ${status}: ${stderr}`);
  }
}

function quoted(text: string): string {
  return /^[\w.,=@/-]+$/.test(text) ? text : `'${text}'`;
}
