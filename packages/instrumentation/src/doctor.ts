// `LLM_OTEL_DOCTOR=1`: says what was seen and what became of it, for the day when nothing shows up.

import { isDoctorAsked } from './settings/settings.ts';
import { describeCapture } from './content/capture.ts';
import { adapters } from './modules/adapters.ts';
import { notedModules } from './modules/facts.ts';

/** Prints the report to stderr when the process exits, if it is asked for. */
export function reportAtExit(): void {
  // The rest of the settings is read later: a program may set them first.
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
      process.stderr.write(`${lines.join('\n')}\n`);
    } catch {
      // A stderr that cannot be written to is not the application's end.
    }
  });
}

function knownPackages(): string {
  return adapters()
    .flatMap(({ packages }) => packages)
    .join(', ');
}

/** What `look` finds, a line each behind `name`; or that it failed, which costs no other line. */
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
