// Where V8 keeps compiled code between two commands, so that modules load faster: a directory that only this user can
// write, since code from there runs.

import { existsSync, lstatSync, mkdirSync, readFileSync } from 'node:fs';
import nodeModule from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';

/** Keeps compiled code for modules that are loaded from now on, if that is possible and safe. */
export function keepCompiledCode(): void {
  try {
    if (hasFileLimit()) return;
    const user = process.geteuid?.();
    const directory = path.join(tmpdir(), `llm-otel-code-${user ?? 'user'}`);
    if (!existsSync(directory)) mkdirSync(directory, 0o700);
    const { mode, uid } = lstatSync(directory);
    const isOurs = user === undefined || (uid === user && (mode & 0o777) === 0o700);
    // No import of its own: an older Node.js has none, and is told so in words.
    if (isOurs) nodeModule.enableCompileCache(directory);
  } catch {
    // Modules are compiled as ever.
  }
}

/** Node writes the code when no listener is left, so that a limit of file sizes would kill the process. */
function hasFileLimit(): boolean {
  if (process.platform === 'win32') return false;
  return !/^Max file size +unlimited /m.test(readFileSync('/proc/self/limits', 'utf8'));
}
