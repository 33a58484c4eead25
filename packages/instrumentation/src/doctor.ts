// `LLM_OTEL_DOCTOR=1`: reports what was detected, recorded and sent, for debugging missing telemetry.

import { isDoctorAsked } from './settings/settings.ts';

let isReported = false;
let isLate = false;

/** Prints the report to stderr when the process exits, after the last export, if enabled. */
export function reportAtExit(): void {
  // The other settings are read later: a program may set them first.
  if (!isDoctorAsked()) return;
  isLate = hasProgramStarted();
  const { isAfterExport, reportBy } =
    require('./doctor/examination.js') as typeof import('./doctor/examination.ts');
  reportBy(report);
  process.on('exit', () => {
    if (!isAfterExport()) report();
  });
}

function report(): void {
  if (isReported) return;
  isReported = true;
  try {
    // Loaded only now: a program without an LLM SDK loads no pipeline.
    const { composeReport } = require('./doctor/report.js') as typeof import('./doctor/report.ts');
    const { describeDestination } = require('./start.js') as typeof import('./start.ts');
    const text = composeReport({ isLate, describeDestination });
    if (text !== undefined) process.stderr.write(text);
  } catch {
    // An unwritable stderr must not end the application.
  }
}

/** Whether we are loaded by the program, instead of by a flag before it. */
function hasProgramStarted(): boolean {
  const flags = `${process.env['NODE_OPTIONS'] ?? ''} ${process.execArgv.join(' ')}`;
  return require.main !== undefined || !/(?:^|\s)(?:-r|--require|--import)(?:[= ]|$)/.test(flags);
}
