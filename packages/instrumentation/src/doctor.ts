// `LLM_OTEL_DOCTOR=1`: says what was seen and what became of it, for the day when nothing shows up.

import { config } from './settings/settings.ts';
import { describeCapture } from './content/capture.ts';
import { notedModules } from './modules/facts.ts';

/** Prints the report to stderr when the process exits, if it is asked for. */
export function reportAtExit(): void {
  if (config().doctor !== '1') return;
  process.on('exit', () => {
    // Loaded only now: a program without an LLM SDK loads no pipeline.
    const { describeDestination } = require('./start.js') as typeof import('./start.ts');
    const lines = [
      'llm-otel doctor',
      `  Node.js    ${process.versions.node}, ${process.argv[1] ?? 'no program'}`,
      '  modules    the LLM SDKs that were loaded from node_modules',
      ...(notedModules().length > 0
        ? notedModules()
        : ['none: bundled, linked or aliased? see instrument()']
      ).map((line) => `    ${line}`),
      `  telemetry  ${describeDestination()}`,
      `  content    ${describeCapture()}`,
      ...lossesOfTheCallLog(),
    ];
    process.stderr.write(`${lines.join('\n')}\n`);
  });
}

/** A line where records were lost. */
function lossesOfTheCallLog(): string[] {
  const { lostRecords } = require('./call-log/losses.js') as typeof import('./call-log/losses.ts');
  const lost = lostRecords();
  return lost === 0 ? [] : [`  lost       ${lost} call records that could not be written`];
}
