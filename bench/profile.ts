// The functions that a call and a stream cost more with us than bare, the dearest first.
// node bench/profile.ts [--register <file>] [--rounds N] [--top N]

import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Case, CASES, countsOf } from './calls/cases.ts';
import { type Runner, startRunner } from './calls/run.ts';
import { bareOf, type Variant, VARIANTS } from './calls/variants.ts';
import { installPeers } from './peers/installation.ts';

const PROFILED = ['chat', 'stream of 200 chunks'];
const INTERVAL_US = 100;

/** As much of V8's format as is read; times are in microseconds. */
interface Profile {
  readonly nodes: readonly {
    readonly id: number;
    readonly callFrame: { readonly functionName: string; readonly url: string };
  }[];
  readonly samples: readonly number[];
  readonly timeDeltas: readonly number[];
}
/** Microseconds of a call that a function takes itself. */
type Costs = ReadonlyMap<string, number>;

const { values } = parseArgs({
  options: {
    register: { type: 'string' },
    rounds: { type: 'string', default: '3' },
    top: { type: 'string', default: '10' },
  },
});
const usual = VARIANTS.find(({ name }) => name === 'llm-otel')!;
const { register } = values;
const ours: Variant =
  register === undefined
    ? usual
    : { ...usual, nodeArguments: ['--require', path.resolve(register)] };

const runner = startRunner(await installPeers());
try {
  for (const each of CASES.filter(
    ({ what, setUp, isContentOn }) =>
      PROFILED.includes(what) && setUp === 'application' && !isContentOn,
  )) {
    const rounds: [bare: Costs, ours: Costs][] = [];
    for (let round = 0; round < Number(values.rounds); round += 1) {
      // One process would disturb the other.
      // oxlint-disable-next-line no-await-in-loop
      rounds.push([await profiled(runner, bareOf(ours), each), await profiled(runner, ours, each)]);
    }
    print(each.what, rounds);
  }
} finally {
  runner.close();
}

async function profiled(runIn: Runner, variant: Variant, each: Case): Promise<Costs> {
  const counts = countsOf(each, { isQuick: false, rounds: 1, only: [] });
  const directory = mkdtempSync(path.join(tmpdir(), 'llm-otel-profile-'));
  const file = path.join(directory, 'calls.cpuprofile');
  try {
    await runIn.run(variant, each, counts, { file, interval: INTERVAL_US });
    return costsIn(JSON.parse(readFileSync(file, 'utf8')) as Profile, counts.calls);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function costsIn({ nodes, samples, timeDeltas }: Profile, calls: number): Costs {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const costs = new Map<string, number>();
  for (const [index, id] of samples.entries()) {
    const name = names.get(id)!;
    if (name === '(idle)' || name.endsWith('node:inspector')) continue;
    costs.set(name, (costs.get(name) ?? 0) + timeDeltas[index]! / calls);
  }
  return costs;
}

/** A function, and the package that it is in. */
function nameOf({ functionName, url }: Profile['nodes'][number]['callFrame']): string {
  const place =
    /node_modules\/((?:@[^/]+\/)?[^/]+)(?!.*node_modules)/.exec(url)?.[1] ??
    (url.includes('/packages/instrumentation/') ? 'llm-otel' : url.split('/')[0]);
  return [functionName || 'a function without a name', place]
    .filter((part) => part !== '')
    .join(', ');
}

function print(what: string, rounds: readonly (readonly [Costs, Costs])[]): void {
  const mean = (of: 0 | 1, name: string): number =>
    rounds.reduce((sum, round) => sum + (round[of].get(name) ?? 0), 0) / rounds.length;
  const names = new Set(rounds.flatMap((round) => round.flatMap((costs) => [...costs.keys()])));
  const rows = [...names].map((name) => ({ name, added: mean(1, name) - mean(0, name) }));
  const sumOf = (isCounted: (name: string) => boolean): string =>
    rows.reduce((sum, { name, added }) => sum + (isCounted(name) ? added : 0), 0).toFixed(1);
  const isOtel = (name: string): boolean => name.includes(', @opentelemetry/');
  const isGarbage = (name: string): boolean => name === '(garbage collector)';
  const isOurs = (name: string): boolean => name.endsWith(', llm-otel');
  console.log(
    `${what}, µs a call more than bare: ${sumOf(() => true)}; of them llm-otel ${sumOf(isOurs)}, OpenTelemetry ${sumOf(isOtel)}, garbage ${sumOf(isGarbage)}`,
  );
  for (const { name, added } of rows
    .toSorted((a, b) => b.added - a.added)
    .slice(0, Number(values.top))) {
    console.log(`  ${added.toFixed(2).padStart(7)}  ${name}`);
  }
}
