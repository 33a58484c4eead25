// The functions that a call and a stream cost more with us than bare, the dearest first.
// node bench/profile.ts [--register <file>] [--top N]

import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type Case, CASES, countsOf } from './calls/cases.ts';
import { type Runner, startRunner } from './calls/run.ts';
import { bareOf, type Variant, VARIANTS } from './calls/variants.ts';
import { installPeers } from './peers/installation.ts';

const PROFILED = ['chat', 'stream of 200 chunks'];
const ROUNDS = 3;
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
  options: { register: { type: 'string' }, top: { type: 'string', default: '10' } },
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
    for (let round = 0; round < ROUNDS; round += 1) {
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
  const { calls } = countsOf(each, { isQuick: false, rounds: 1, only: [] });
  const directory = mkdtempSync(path.join(tmpdir(), 'llm-otel-profile-'));
  try {
    // The first half of the process warms up.
    await runIn.run(variant, each, { warmUp: calls, calls }, [
      '--cpu-prof',
      `--cpu-prof-dir=${directory}`,
      `--cpu-prof-interval=${INTERVAL_US}`,
    ]);
    const [file] = readdirSync(directory);
    const profile = JSON.parse(readFileSync(path.join(directory, file!), 'utf8')) as Profile;
    return costsIn(profile, calls);
  } finally {
    rmSync(directory, { recursive: true });
  }
}

function costsIn({ nodes, samples, timeDeltas }: Profile, calls: number): Costs {
  const names = new Map(nodes.map(({ id, callFrame }) => [id, nameOf(callFrame)]));
  const all = timeDeltas.reduce((sum, delta) => sum + delta, 0);
  const costs = new Map<string, number>();
  let now = 0;
  for (const [index, id] of samples.entries()) {
    const delta = timeDeltas[index]!;
    now += delta;
    const name = names.get(id)!;
    if (now < all / 2 || name === '(idle)') continue;
    costs.set(name, (costs.get(name) ?? 0) + delta / calls);
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
  const total = rows.reduce((sum, { added }) => sum + added, 0);
  console.log(`${what}: ${total.toFixed(1)} µs a call more than bare`);
  for (const { name, added } of rows
    .toSorted((a, b) => b.added - a.added)
    .slice(0, Number(values.top))) {
    console.log(`  ${added.toFixed(2).padStart(7)}  ${name}`);
  }
}
