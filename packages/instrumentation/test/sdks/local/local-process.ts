// Runs the cases of a data file in a process, bare or under the preload, and prints what an application could notice.
// Its arguments are the data file and the release of the package, which is in `globalThis.sdk`.

import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { describeValue } from '../../differential/description.ts';
import { casesOf, type LocalData } from './local-data.ts';

/** What came of one case. */
interface Observation {
  readonly name: string;
  readonly log: readonly unknown[];
  readonly output: readonly string[];
  readonly unhandled: readonly unknown[];
}

/** What the process prints. */
export interface Report {
  readonly observations: readonly Observation[];
  /** The methods of the classes that the data file names, as `Class.method`. */
  readonly methods: readonly string[];
}

const { sdk } = globalThis as unknown as { readonly sdk: never };
const [file = '', release = ''] = process.argv.slice(2);
const { data } = (await import(file)) as { readonly data: LocalData };
const folder = path.resolve('quokka-models');
mkdirSync(folder);
const print = process.stdout.write.bind(process.stdout);
const output: string[] = [];
const unhandled: unknown[] = [];
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text: unknown): boolean => {
    // The one line that we may write.
    if (!String(text).startsWith('llm-otel: call records are appended to')) {
      output.push(withoutFrames(String(text)));
    }
    return true;
  };
}
process.on('unhandledRejection', (reason) => unhandled.push(describeValue(reason, sdk)));

const observations: Observation[] = [];
for (const { name, run } of casesOf(data, release)) {
  const log: unknown[] = [];
  const stage = { sdk, folder, name };
  data.write(stage);
  try {
    // One after the other: what they use is counted.
    // oxlint-disable-next-line no-await-in-loop
    await run({
      ...stage,
      log: (...values) => void log.push(...values.map((value) => describeValue(value, sdk))),
    });
  } catch (error) {
    log.push('the case threw', describeValue(error, sdk));
  }
  // A few turns, so that what the case left behind is told under its name.
  // oxlint-disable-next-line no-await-in-loop
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  observations.push({ name, log, output: output.splice(0), unhandled: unhandled.splice(0) });
}
const report: Report = {
  observations,
  methods: Object.entries(sdk as Readonly<Record<string, unknown>>)
    .filter(([name]) => data.classes.test(name))
    .flatMap(([name, exported]) => methodsOf(exported).map((method) => `${name}.${method}`)),
};
// Each run has a folder of its own.
print(JSON.stringify(report).replaceAll(process.cwd(), 'FOLDER'));

/** Those of its own; the names of private ones begin with `_`, but a function that is called is one, too. */
function methodsOf(exported: unknown): string[] {
  const { prototype } = exported as { readonly prototype: object };
  return Object.entries(Object.getOwnPropertyDescriptors(prototype))
    .filter(([name, { value }]) => typeof value === 'function' && name !== 'constructor')
    .map(([name]) => name)
    .filter((name) => name === '_call' || !name.startsWith('_'));
}

/** Frames of the package, and ours between them, when the package itself prints an error. */
function withoutFrames(text: string): string {
  return text.replace(/\n\s+at .*/g, '');
}
