// The demo: `npm start`, or `npm start -- "a question of your own"`. Runs app.mjs as a user would,
// under the preload, and shows what was written about it.

import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { constants } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { readConversation } from './call-records.ts';
import { collectorAddresses, findCollector } from './collector.ts';
import { drawMetrics } from './metrics-table.ts';
import { drawTrace } from './trace-tree.ts';

const logDirectory = process.env['LLM_OTEL_LOG_DIR'] || './llm_logs';
/** Characters of a trace id that the command takes for it. */
const SHORT_ID = 12;
const conversationId = randomUUID();
const environment: NodeJS.ProcessEnv = {
  OTEL_SERVICE_NAME: 'rag-demo',
  ...process.env,
  CONVERSATION_ID: conversationId,
  // Call records are wanted as well where the telemetry is sent to a collector.
  LLM_OTEL_LOG_DIR: logDirectory,
};

const collector = await findCollector();
if (collector.isListening) environment['OTEL_EXPORTER_OTLP_ENDPOINT'] = collector.endpoint;
else delete environment['OTEL_EXPORTER_OTLP_ENDPOINT'];

const mock = await startMockWithoutKey();
console.log(
  mock
    ? `Model       mock server at ${mock.url} (OPENAI_API_KEY is unset)`
    : `Model       ${environment['OPENAI_BASE_URL'] || 'the OpenAI API'} (OPENAI_API_KEY is set)`,
);
console.log(
  collector.isListening
    ? `Telemetry   to the collector at ${collector.endpoint}, call records to ${logDirectory}`
    : `Telemetry   call records to ${logDirectory} (nothing listens on ${collector.endpoint})`,
);
console.log();

process.exitCode = await runApplication();
await mock?.close();
report();

async function startMockWithoutKey(): Promise<{ url: string; close(): Promise<void> } | undefined> {
  if (environment['OPENAI_API_KEY']) return undefined;
  const { startMockLlm } = await import('@llm-otel/testkit');
  const started = await startMockLlm();
  environment['OPENAI_API_KEY'] = 'unused';
  environment['OPENAI_BASE_URL'] = started.url;
  return started;
}

/** Resolves with the exit code, which is 128 + n after a signal n, as in a shell. */
async function runApplication(): Promise<number> {
  const application = path.join(path.dirname(fileURLToPath(import.meta.url)), 'app.mjs');
  const child = spawn(
    process.execPath,
    ['--require', 'llm-otel/register', application, ...process.argv.slice(2)],
    { stdio: 'inherit', env: environment },
  );
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return code ?? 128 + constants.signals[signal!];
}

function report(): void {
  const { records, files } = readConversation(logDirectory, conversationId);
  if (records.length === 0) {
    console.log(`\nThe run left no call records in ${logDirectory}.`);
    return;
  }
  for (const [traceId, trace] of Map.groupBy(records, (record) => record.trace_id)) {
    console.log(`\nTrace ${traceId}\n`);
    console.log(drawTrace(trace).join('\n'));
  }
  console.log('\nMetrics of this run\n');
  console.log(drawMetrics(records).join('\n'));
  const traceId = records[0]!.trace_id;
  console.log(`\nCall records  ${files.join(', ')}`);
  if (collector.isListening) console.log(collectorAddresses(traceId).join('\n'));
  console.log(`\nNext\n\n${nextSteps(traceId).join('\n')}`);
}

/** Commands that work where `npm start` did. */
function nextSteps(traceId: string): string[] {
  const steps = [
    [`trace ${traceId.slice(0, SHORT_ID)}`, 'this trace, again'],
    ['stats --group-by model_id', 'how many calls, how slow, how many tokens'],
    ['serve', 'a page about all of them, until Ctrl-C'],
  ] as const;
  return steps.map(([words, what]) => `npx llm-otel ${words.padEnd(28)} ${what}`);
}
