// The lines of the doctor's report.

import { describeCapture } from '../content/capture.ts';
import { tablesInfo } from '../cost/tables.ts';
import { showText } from '../foundation/shown-text.ts';
import { adapterOf } from '../modules/adapters.ts';
import { notedSdks, notedStrangers, type SdkFact } from '../modules/facts.ts';
import { STRANGERS } from '../modules/strangers.ts';
import { config, isDisabled, isSdkDisabled } from '../settings/settings.ts';
import { countedOperations } from './examination.ts';
import { reasonFor } from './reasons.ts';
import { isPackageManager, programFile } from './surroundings.ts';

const DAY_MS = 86_400_000;

/** What the report is told. */
export interface Told {
  /** The preload was loaded by the program instead of before it. */
  readonly isLate: boolean;
  describeDestination(): string;
}

/** The report; `undefined` in a package manager, which is not the application. */
export function composeReport({ isLate, describeDestination }: Told): string | undefined {
  const program = programFile();
  if (isPackageManager(program)) return undefined;
  const lines = [
    'llm-otel doctor',
    `  Node.js    ${process.versions.node}, ${process.argv[1] ?? 'no program'}`,
    ...found('  SDK        ', describeSdks),
    ...found('  calls      ', () => [countedOperations()]),
    ...found('  telemetry  ', () => [isDisabled() ? 'off' : describeDestination()]),
    ...found('  sent       ', sent),
    ...found('  records    ', records),
    ...found('  lost       ', lossesOfTheCallLog),
    ...found('  uploads    ', uploads),
    ...found('  prices     ', prices),
    ...found('  content    ', () => [describeCapture()]),
    ...found('  reason     ', () => reasons(program, isLate)),
  ];
  return `${showText(lines.join('\n'))}\n`;
}

/** The lines of `look`, each after `name`; or its failure, which affects no other line. */
function found(name: string, look: () => readonly string[]): string[] {
  try {
    return look().map((line) => name + line);
  } catch (error) {
    return [`${name}unknown: ${String(error)}`];
  }
}

function describeSdks(): string[] {
  const strangers = notedStrangers().map(
    (name) => `${name}: not traced, it has no adapter: ${STRANGERS.get(name) ?? ''}`,
  );
  const lines = [
    ...notedSdks().flatMap((fact) => [describeSdk(fact), ...newIn(fact)]),
    ...strangers,
  ];
  return lines.length > 0 ? lines : ['none was loaded'];
}

function describeSdk({ sdk, problem, targets, folders }: SdkFact): string {
  const copies = folders.size > 1 ? ` (${folders.size} copies)` : '';
  const name = adapterOf(sdk.slice(0, sdk.indexOf(' ')))?.name;
  if (problem !== undefined) return `${sdk}${copies}: not traced: ${problem}`;
  if (name !== undefined && isSdkDisabled(name)) {
    return `${sdk}${copies}: not traced: LLM_OTEL_DISABLED_SDKS has ${name}`;
  }
  return targets.size === 0
    ? `${sdk}${copies}: not traced: none of its functions is known`
    : `${sdk}${copies}: traced: ${grouped(targets)}`;
}

/** Methods of a release that is newer than we are. */
function newIn({ sdk, unclassified }: SdkFact): string[] {
  if (unclassified.size === 0) return [];
  return [
    `${sdk}: has methods that this version of llm-otel does not know: ${grouped(unclassified)}: each call has a plain span; a newer llm-otel may say more`,
  ];
}

/** `Completions (create), Batches (create, list)`. */
function grouped(targets: ReadonlySet<string>): string {
  const methods = Map.groupBy(targets, (target) =>
    target.slice(0, Math.max(target.lastIndexOf('.'), 0)),
  );
  return [...methods]
    .flatMap(([owner, names]) =>
      owner === ''
        ? names
        : [`${owner} (${names.map((name) => name.slice(owner.length + 1)).join(', ')})`],
    )
    .join(', ');
}

function sent(): string[] {
  const { countedAtOutlets } = require('../otlp/outlet.js') as typeof import('../otlp/outlet.ts');
  return countedAtOutlets();
}

function records(): string[] {
  const { writtenRecords } =
    require('../call-log/losses.js') as typeof import('../call-log/losses.ts');
  const written = writtenRecords();
  return written === 0 ? [] : [`${written} written`];
}

function uploads(): string[] {
  const { countedUploads } = require('../upload/start.js') as typeof import('../upload/start.ts');
  return countedUploads();
}

function lossesOfTheCallLog(): string[] {
  const { lostRecords } =
    require('../call-log/losses.js') as typeof import('../call-log/losses.ts');
  const lost = lostRecords();
  return lost === 0 ? [] : [`${lost} call records that could not be written`];
}

/** What calls are priced by, and how old it is. */
function prices(): string[] {
  const { cost, prices: file } = config();
  if (isDisabled() || cost === 'off') return [];
  const { source, version, published } = tablesInfo();
  const days = Math.floor((Date.now() - Date.parse(published)) / DAY_MS);
  const own = file === undefined ? '' : `${file}, then `;
  return [`${own}${source} ${version}, published ${published} (${days} days ago)`];
}

function reasons(program: string | undefined, isLate: boolean): string[] {
  const reason = reasonFor({
    program,
    sdks: notedSdks(),
    hasOperations: countedOperations() !== '0',
    strangers: notedStrangers(),
    isLate,
  });
  return reason === undefined ? [] : [reason];
}
