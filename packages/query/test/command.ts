// The command as a process, as `npm run build` has made it.
import { execFile, type ExecFileException } from 'node:child_process';
import { fileURLToPath } from 'node:url';

export const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

export interface Result {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Where and how the command runs. */
export interface RunOptions {
  readonly cwd?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly uid?: number;
}

/** The path, the place for temporary files, and what others have compiled. */
const INHERITED = ['PATH', 'TMPDIR', 'NODE_COMPILE_CACHE'];

/** Runs `llm-otel` with `args`; no other variable is inherited. */
export function run(
  args: readonly string[],
  { cwd, env = {}, uid }: RunOptions = {},
): Promise<Result> {
  const inherited = Object.entries(process.env).filter(([name]) => INHERITED.includes(name));
  return new Promise((resolve) => {
    const options = {
      cwd,
      ...(uid !== undefined && { uid }),
      maxBuffer: 256 * 1024 * 1024,
      env: { ...Object.fromEntries(inherited), ...env },
    };
    execFile(process.execPath, [main, ...args], options, (error, stdout, stderr) => {
      const code = (error as ExecFileException | null)?.code ?? 0;
      resolve({ status: typeof code === 'number' ? code : -1, stdout, stderr });
    });
  });
}

/** The JSON that `llm-otel` answers with, run by `runCommand`. */
export const answerTo =
  (runCommand: (args: readonly string[]) => Promise<Result>) =>
  // oxlint-disable-next-line typescript/no-explicit-any -- a test reads of an answer what it expects there
  async (directory: string, ...args: readonly string[]): Promise<any> => {
    const { status, stdout, stderr } = await runCommand([...args, '--dir', directory, '--json']);
    if (status !== 0) throw new Error(`${args.join(' ')} exited with ${status}: ${stderr}`);
    return JSON.parse(stdout);
  };

/** The JSON that `llm-otel` answers with. */
export const ask = answerTo(run);
