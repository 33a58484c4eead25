// Runs `llm-otel` over one directory, and shows that as somebody would see it.

import { spawnSync } from 'node:child_process';
import path from 'node:path';

const program = path.join(import.meta.dirname, '../../packages/query/dist/main.js');

export class Shell {
  readonly #directory: string;

  constructor(directory: string) {
    this.#directory = directory;
  }

  /** Prints the command and its output, and returns that. */
  show(...command: readonly string[]): string {
    const output = this.#run(command).trimEnd();
    console.log(`\n$ llm-otel ${command.map(quoted).join(' ')}\n${output}`);
    return output;
  }

  /** Shows the newest record that a command of `logs` finds, and returns its trace id. */
  newest(filter: readonly string[], columns: string): string {
    const output = this.show('logs', ...filter, '--limit', '1', '--columns', `${columns},trace_id`);
    const [traceId] = /[0-9a-f]{32}$/.exec(output) ?? [];
    if (traceId === undefined) throw new Error(`no trace id in ${output}`);
    return traceId;
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
