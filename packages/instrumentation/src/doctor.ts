// `LLM_OTEL_DOCTOR=1`: reports what was detected and recorded, for debugging missing telemetry.

import { isDoctorAsked } from './settings/settings.ts';
import { describeCapture } from './content/capture.ts';
import { showText } from './foundation/shown-text.ts';
import { adapters } from './modules/adapters.ts';
import { notedModules } from './modules/facts.ts';

/** Prints the report to stderr when the process exits, if enabled. */
export function reportAtExit(): void {
  // The other settings are read later: a program may set them first.
  if (!isDoctorAsked()) return;
  process.on('exit', () => {
    const lines = [
      'llm-otel doctor',
      `  Node.js    ${process.versions.node}, ${process.argv[1] ?? 'no program'}`,
      '  modules    the LLM SDKs that were loaded from node_modules',
      ...(notedModules().length > 0
        ? notedModules()
        : [`none of ${knownPackages()}: bundled, linked or aliased? see instrument()`]
      ).map((line) => `    ${line}`),
      ...found('  telemetry  ', () => [destination()]),
      ...found('  content    ', () => [describeCapture()]),
      ...found('  lost       ', lossesOfTheCallLog),
    ];
    try {
      process.stderr.write(`${showText(lines.join('\n'))}\n`);
    } catch {
      // An unwritable stderr must not end the application.
    }
  });
}

function knownPackages(): string {
  return adapters()
    .flatMap(({ packages }) => packages)
    .join(', ');
}

/** The lines of `look`, each after `name`; or its failure, which affects no other line. */
function found(name: string, look: () => readonly string[]): string[] {
  try {
    return look().map((line) => name + line);
  } catch (error) {
    return [`${name}unknown: ${String(error)}`];
  }
}

function destination(): string {
  // Loaded only now: a program without an LLM SDK loads no pipeline.
  const { describeDestination } = require('./start.js') as typeof import('./start.ts');
  return describeDestination();
}

/** Where records were lost. */
function lossesOfTheCallLog(): string[] {
  const { lostRecords } = require('./call-log/losses.js') as typeof import('./call-log/losses.ts');
  const lost = lostRecords();
  return lost === 0 ? [] : [`${lost} call records that could not be written`];
}
