// `npm start`, or `npm start -- error`: plays an incident against a mock model and walks from the alert to the trace, with
// commands over its call records. These go to a folder of LLM_OTEL_LOG_DIR, or to one that is removed again.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { startMockLlm } from '@llm-otel/testkit';
import { alertsByLayer } from '../../collector/operate/rule-files.ts';
import { type Incident, INCIDENTS } from './investigations.ts';
import { Shell } from './shell.ts';

const jaeger = process.env['LLM_OTEL_JAEGER_URL'] ?? 'http://127.0.0.1:16686';

async function main(): Promise<void> {
  const names = process.argv.slice(2);
  const chosen = names.length === 0 ? INCIDENTS : names.map(find);
  for (const incident of chosen) {
    const given = process.env['LLM_OTEL_LOG_DIR'];
    const top = given ?? (await mkdtemp(path.join(tmpdir(), 'llm-otel-incident-')));
    const directory = path.resolve(top, incident.name);
    try {
      await play(incident, directory);
      report(incident, directory);
    } finally {
      if (given === undefined) await rm(top, { recursive: true, force: true });
    }
  }
}

function find(name: string): Incident {
  const found = INCIDENTS.find((incident) => incident.name === name);
  if (found !== undefined) return found;
  const known = INCIDENTS.map((incident) => incident.name).join(', ');
  throw new Error(`no incident is called ${name}; there are: ${known}`);
}

/** Runs the application of the incident, as a user would. */
async function play({ name }: Incident, directory: string): Promise<void> {
  const mock = await startMockLlm();
  const child = spawn(process.execPath, ['--require', 'llm-otel/register', `${name}.mjs`], {
    cwd: import.meta.dirname,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: {
      OTEL_SERVICE_NAME: `incident-${name}`,
      ...process.env,
      OPENAI_BASE_URL: mock.url,
      OPENAI_API_KEY: 'unused',
      LLM_OTEL_LOG_DIR: directory,
    },
  });
  const [code] = (await once(child, 'exit')) as [number | null];
  await mock.close();
  if (code !== 0) throw new Error(`${name}.mjs ended with ${code}`);
}

function report(incident: Incident, directory: string): void {
  const alert = Object.values(alertsByLayer())
    .flat()
    .find((one) => one.alert === incident.alert)!;
  console.log(`\n━━ ${incident.title} ━━`);
  console.log(`\nAlert    ${alert.alert} (${alert.severity}): ${alert.runbook.means}`);
  console.log(`Fires    ${alert.expr.replaceAll('\n', '\n         ')}`);
  console.log(`Metrics  ${alert.runbook.promql}`);
  console.log(`Logs     ${directory}`);

  const shell = new Shell(directory);
  const traceId = incident.investigate(shell);
  shell.show('trace', traceId);
  console.log(`\nTrace    ${traceId}`);
  console.log(`Cause    ${incident.cause}`);
  console.log(
    process.env['OTEL_EXPORTER_OTLP_ENDPOINT'] === undefined
      ? 'Jaeger   `npm run stack`, and OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 here, for a link'
      : `Jaeger   ${jaeger}/trace/${traceId}`,
  );
}

try {
  await main();
} catch (error) {
  console.error((error as Error).message);
  process.exitCode = 1;
}
