// Prints the dependencies between rooms of the package and flags upward ones: `npm run rooms`.
// Type imports count as well.

import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

const SOURCE = path.join(import.meta.dirname, '..', 'packages', 'instrumentation', 'src');

/** The rooms from the bottom up. A room may import only rooms below its own floor. */
const FLOORS: readonly (readonly string[])[] = [
  ['foundation'],
  ['model'],
  ['sdks', 'settings'],
  ['content', 'cost', 'exit'],
  ['telemetry'],
  ['observe', 'call-log', 'otlp', 'upload'],
  ['modules', 'manual'],
  ['doctor'],
  ['entries'],
];
const IMPORT = /(?:from |import\(|require\()'(\.{1,2}\/[^']+)'/g;

const files = readdirSync(SOURCE, { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => path.join(entry.parentPath, entry.name));
const imports = new Map(files.map((file) => [file, importsOf(file)]));
const arrows = new Map<string, Set<string>>();
for (const [file, targets] of imports) {
  for (const target of targets) {
    const arrow = `${roomOf(file)} -> ${roomOf(target)}`;
    if (roomOf(file) === roomOf(target)) continue;
    if (!arrows.has(arrow)) arrows.set(arrow, new Set());
    arrows.get(arrow)!.add(path.relative(SOURCE, file) + ' -> ' + path.relative(SOURCE, target));
  }
}
let failures = 0;
for (const [arrow, places] of [...arrows].toSorted()) {
  const [from = '', to = ''] = arrow.split(' -> ');
  const isBackward = floorOf(to) >= floorOf(from) || (from === 'sdks' && to !== 'model');
  console.log(`${isBackward ? '✗' : ' '} ${arrow}  ${places.size}`);
  if (!isBackward) continue;
  failures += 1;
  for (const place of places) console.log(`    ${place}`);
}
const cycles = findCycles();
for (const cycle of cycles) {
  console.log(`✗ cycle: ${cycle.map((file) => path.relative(SOURCE, file)).join(' -> ')}`);
}
console.log(`${arrows.size} arrows, ${failures} backward, ${cycles.length} cycles of files`);
const sizes = files
  .map((file) => readFileSync(file, 'utf8').split('\n').length - 1)
  .toSorted((a, b) => a - b);
console.log(
  `lines: median ${sizes[Math.floor(sizes.length / 2)]}, p90 ${sizes[Math.floor(sizes.length * 0.9)]}, max ${sizes.at(-1)}, ${sizes.length} files`,
);
if (failures > 0 || cycles.length > 0) process.exitCode = 1;

function importsOf(file: string): string[] {
  const text = readFileSync(file, 'utf8');
  return [...text.matchAll(IMPORT)].map(([, specifier = '']) =>
    path.resolve(path.dirname(file), specifier.replace(/\.js$/, '.ts')),
  );
}

/** The folder below the source; entry files of the package are in none. */
function roomOf(file: string): string {
  const [room = '', ...rest] = path.relative(SOURCE, file).split(path.sep);
  return rest.length === 0 ? 'entries' : room;
}

function floorOf(room: string): number {
  const floor = FLOORS.findIndex((rooms) => rooms.includes(room));
  if (floor < 0) throw new Error(`${room} is no room: add it to scripts/rooms.ts`);
  return floor;
}

/** Each cycle once, from the first file on the walk. */
function findCycles(): string[][] {
  const found: string[][] = [];
  const done = new Set<string>();
  const walk = (file: string, trail: readonly string[]): void => {
    const at = trail.indexOf(file);
    if (at >= 0) return void found.push([...trail.slice(at), file]);
    if (done.has(file)) return;
    for (const target of imports.get(file) ?? []) walk(target, [...trail, file]);
    done.add(file);
  };
  for (const file of files) walk(file, []);
  return found;
}
