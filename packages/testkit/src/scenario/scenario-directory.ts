// Where a scenario lives: a fresh directory below the repository's git-ignored `.cache/scenarios`,
// so that the program resolves the repository's `node_modules`, and what npm puts into those of the package.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const scenariosDirectory = fileURLToPath(new URL('../../../../.cache/scenarios/', import.meta.url));

/** The module system a scenario's program is written in. */
export type ScenarioFormat = 'cjs' | 'esm' | 'ts';

const fileNames: Readonly<Record<ScenarioFormat, string>> = {
  cjs: 'program.cjs',
  esm: 'program.mjs',
  ts: 'program.mts',
};

/** Makes a directory for one scenario. */
export function createScenarioDirectory(): string {
  mkdirSync(scenariosDirectory, { recursive: true });
  linkPackages();
  return mkdtempSync(join(scenariosDirectory, 'run-'));
}

/** Packages that cannot stand beside the others, because they want other versions of those. */
function linkPackages(): void {
  const nested = fileURLToPath(new URL('../../../instrumentation/node_modules/', import.meta.url));
  try {
    if (existsSync(nested)) symlinkSync(nested, join(scenariosDirectory, 'node_modules'), 'dir');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
}

/** Writes the program and its companions; returns the program's file name. */
export function writeProgram(
  directory: string,
  source: string,
  format: ScenarioFormat,
  files: Readonly<Record<string, string>> = {},
): string {
  for (const [name, content] of [...Object.entries(files), [fileNames[format], source] as const]) {
    const path = join(directory, name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, content);
  }
  return fileNames[format];
}

/**
 * Reads the records a program has written to `<directory>/llm_logs/*.jsonl`, oldest file first, but for the lines
 * that were `known` of a file.
 *
 * @throws {SyntaxError} naming file and line when one is no JSON
 */
export function readCallRecords(
  directory: string,
  known: ReadonlyMap<string, number> = new Map(),
): Record<string, unknown>[] {
  return readLogs(directory).flatMap(({ name, lines }) =>
    lines.flatMap((line, index) =>
      line === '' || index < (known.get(name) ?? 0) ? [] : [toRecord(line, `${name}:${index + 1}`)],
    ),
  );
}

/** How many lines each file of records has. */
export function countLines(directory: string): ReadonlyMap<string, number> {
  return new Map(readLogs(directory).map(({ name, lines }) => [name, lines.length - 1]));
}

function readLogs(directory: string): readonly { name: string; lines: readonly string[] }[] {
  const logs = join(directory, 'llm_logs');
  if (!existsSync(logs)) return [];
  return readdirSync(logs)
    .filter((name) => name.endsWith('.jsonl'))
    .toSorted()
    .map((name) => ({ name, lines: readFileSync(join(logs, name), 'utf8').split('\n') }));
}

function toRecord(line: string, place: string): Record<string, unknown> {
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch (error) {
    throw new SyntaxError(`${place} is no JSON: ${line}`, { cause: error });
  }
}
