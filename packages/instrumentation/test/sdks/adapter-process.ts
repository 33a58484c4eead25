// What a process does that makes every call of a data file in every way, bare or under the preload. At its end it
// prints, as JSON, all that an application could notice. Arguments: the data file; if call records are to be waited for
// before the end, how many, which shows what the end alone would have recorded.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { describeValue, withoutChance } from '../differential/description.ts';
import type { AdapterData, Stage } from './adapter-data.ts';
import { isError } from './answers.ts';
import { startFixtureServer } from './fixture-server.ts';
import type { Attempt } from './way.ts';
import { programsOf, type Program } from './ways.ts';

/** What one program did that can be compared. */
export interface Observation {
  readonly title: string;
  readonly log: readonly unknown[];
  readonly requests: readonly unknown[];
  readonly output: readonly string[];
  readonly unhandled: readonly unknown[];
}

/** What the process prints. */
export interface Report {
  readonly observations: readonly Observation[];
  /** Call records that were written before the process came to its end, if they are waited for. */
  readonly recordsBeforeEnd?: number;
}

/** The module, as `require` or `import` returns it. */
const { sdk } = globalThis as unknown as { readonly sdk: object };
const [file = '', due] = process.argv.slice(2);
const { data } = (await import(pathToFileURL(file).href)) as { readonly data: AdapterData };
const server = await startFixtureServer();
const print = process.stdout.write.bind(process.stdout);
const output: string[] = [];
const unhandled: unknown[] = [];
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text: unknown): boolean => {
    const line = withoutChance(String(text));
    // The one line that we may write.
    if (!line.startsWith('llm-otel: call records are appended to')) output.push(line);
    return true;
  };
}
process.on('unhandledRejection', (reason) => unhandled.push(describeValue(reason, sdk)));
process.on('warning', ({ name, message }) => output.push(`${name}: ${message}`));

const observations: Observation[] = [];
for (const program of programsOf(data)) observations.push(await observe(program));
if (due !== undefined) await collectGarbage();
const report: Report = {
  observations,
  ...(due !== undefined && { recordsBeforeEnd: countRecords() }),
};
await server.close();
print(JSON.stringify(report));

async function observe(program: Program): Promise<Observation> {
  const { title, way } = program;
  const log: unknown[] = [];
  try {
    await way.run(
      toAttempt(program, (...values) => {
        log.push(...values.map((value) => describeValue(value, sdk)));
      }),
    );
  } catch (error) {
    log.push('the program threw', describeValue(error, sdk));
  }
  await turns();
  return {
    title,
    log,
    requests: server.requests
      .splice(0)
      .map((request) => ({ ...request, headers: withoutChance(request.headers) })),
    output: output.splice(0),
    unhandled: unhandled.splice(0),
  };
}

function toAttempt({ call, way, model }: Program, log: Attempt['log']): Attempt {
  const controller = new AbortController();
  const stage: Stage = { model, signal: controller.signal };
  const fixture = isError(way.answer) ? data.error.fixture : call.fixture;
  const arrived = server.answer({
    path: call.path.replace('{model}', model),
    fixture,
    body: readFileSync(path.join(path.dirname(file), fixture), 'utf8'),
    ...(isError(way.answer) && { status: data.error.status }),
    answer: way.answer,
  });
  return {
    make: () => call.make(data.client(sdk, server.url), stage),
    makeUnreachable: () => call.make(data.client(sdk, server.closedUrl), stage),
    streamIn: (result) =>
      call.twin === undefined
        ? undefined
        : ((call.stream?.(result as never) ?? result) as AsyncIterable<unknown>),
    log,
    arrived,
    abort: (reason) => controller.abort(reason),
    stop: (stream) => data.stop?.(stream as never),
    cut: () => server.cut(),
  };
}

async function turns(): Promise<void> {
  for (let turn = 0; turn < 4; turn += 1) await new Promise((resolve) => setImmediate(resolve));
}

/** Lets the registries of finalization know of all that nobody holds any more. */
async function collectGarbage(): Promise<void> {
  for (let round = 0; round < 50 && countRecords() < Number(due); round += 1) {
    globalThis.gc?.();
    await turns();
  }
}

function countRecords(): number {
  if (!existsSync('llm_logs')) return 0;
  return readdirSync('llm_logs').flatMap(
    (name) => readFileSync(`llm_logs/${name}`, 'utf8').match(/"outcome":/g) ?? [],
  ).length;
}
