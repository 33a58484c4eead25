// The SDK's console exporters write to the standard output. Where that is the wire of a protocol, they are left out.

import { isStdoutTaken } from '../foundation/stdout-wire.ts';
import { say } from '../foundation/say.ts';
import { listOf } from '../settings/settings.ts';

const VARIABLES = ['OTEL_TRACES_EXPORTER', 'OTEL_METRICS_EXPORTER', 'OTEL_LOGS_EXPORTER'];
const CONSOLE = 'console';

/** Runs `start`, which reads the variables at once, without the console in them if need be. */
export function withCleanStdout<T>(start: () => T): T {
  const named = VARIABLES.filter((name) => listOf(process.env[name] ?? '').includes(CONSOLE));
  if (!isStdoutTaken() || named.length === 0) return start();
  const before = named.map((name) => [name, process.env[name]!] as const);
  say(
    `the exporter "${CONSOLE}" is left out of ${named.join(', ')}: the standard output is the wire of a protocol`,
  );
  for (const [name, value] of before) {
    const others = listOf(value).filter((exporter) => exporter !== CONSOLE);
    process.env[name] = others.length === 0 ? 'none' : others.join(',');
  }
  try {
    return start();
  } finally {
    for (const [name, value] of before) process.env[name] = value;
  }
}
