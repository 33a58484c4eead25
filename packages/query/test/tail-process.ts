// `llm-otel tail` as a process that a test waits for.
import { spawn } from 'node:child_process';
import { onTestFinished } from 'vitest';
import { main } from './command.ts';

/** `llm-otel tail`, and what it has printed. */
export function tail(log: string, ...args: string[]) {
  const child = spawn(process.execPath, [main, 'tail', '--dir', log, ...args]);
  onTestFinished(() => void child.kill('SIGKILL'));
  let output = '';
  const waiting = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk) => {
      output += String(chunk);
      for (const look of waiting) look();
    });
  }
  return {
    child,
    printed: () => output,
    async until(text: string): Promise<void> {
      await new Promise<void>((resolve, reject) => {
        const look = (): void => {
          if (output.includes(text)) resolve();
        };
        waiting.add(look);
        look();
        child.once('exit', () => reject(new Error(`it ended before "${text}": ${output}`)));
      });
    },
  };
}
