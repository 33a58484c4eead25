// Decides, at the first operation, where telemetry goes: to an existing provider, to a collector,
// or only into call records.

import { isMainThread } from 'node:worker_threads';
import { config, disabledSdks, isDisabled, takeConfigProblems } from './settings/settings.ts';
import { tellApiCopies } from './foundation/api-copies.ts';
import { hasTracerProvider, otelApi } from './foundation/otel-api.ts';
import { reportOwn } from './foundation/safely.ts';
import type { Environment } from './settings/environment.ts';
import { setLogLevel } from './otlp/log-level.ts';
import {
  callLog,
  destinations,
  examination,
  leanPipeline,
  sdkNodePipeline,
  uploads,
} from './parts.ts';
import { mayStartPipeline } from './start-policy.ts';
import { say } from './foundation/say.ts';
import { unknownAdapters } from './modules/adapters.ts';

const SEND_NOTHING = {
  OTEL_TRACES_EXPORTER: 'none',
  OTEL_METRICS_EXPORTER: 'none',
  OTEL_LOGS_EXPORTER: 'none',
};

let isLogging = false;
let isStarted = false;
let described: string | undefined;

/** Gives `diag` a logger before the first function is replaced: an application with an SDK has its own. */
export function startLogging(): void {
  if (isLogging) return;
  isLogging = true;
  if (mayStartPipeline() && !hasTracerProvider()) setLogLevel();
}

/** Starts telemetry once. By then an application has registered its own SDK. Never throws. */
export function startPipeline(): void {
  if (isStarted) return;
  isStarted = true;
  try {
    if (isDisabled()) return;
    startLogging();
    if (isMainThread) {
      [...takeConfigProblems(), ...unknownAdapters(disabledSdks())].forEach(say);
    }
    const isDoctorAsked = config().doctor === '1';
    if (isDoctorAsked) described = describe();
    start();
    if (isDoctorAsked) examination().examine();
    if (config().completionHook === 'upload') uploads().startUpload();
  } catch (error) {
    reportOwn('starting the telemetry pipeline', error);
  }
}

/** Describes where telemetry goes, or would go with the first operation. */
export function describeDestination(): string {
  return described ?? describe();
}

function describe(): string {
  const { logDirectory } = config();
  const records = `call records in ${logDirectory ?? './llm_logs'}`;
  const withRecords = (where: string): string =>
    logDirectory === undefined ? where : `${where}, and ${records}`;
  if (hasTracerProvider()) return withRecords('the global provider of the application');
  if (!mayStartPipeline()) return withRecords('whichever provider the application registers');
  const { chooseDestination, sentSignals } = destinations();
  const destination = chooseDestination(process.env);
  if (destination.kind === 'sdk-node') {
    return withRecords(`@opentelemetry/sdk-node, because of ${destination.because}`);
  }
  const sent = sentSignals(process.env);
  return sent.length === 0 ? records : withRecords(`OTLP over HTTP: ${sent.join(', ')}`);
}

function start(): void {
  const { logDirectory } = config();
  if (!mayStartPipeline() || hasTracerProvider()) {
    if (logDirectory !== undefined) writeCallRecords(logDirectory);
    return;
  }
  const destination = destinations().chooseDestination(process.env);
  let isSent = false;
  try {
    isSent =
      destination.kind === 'sdk-node' ? startSdkNode(destination.because) : startLean(process.env);
  } catch (error) {
    // Nothing is sent: records remain.
    say(`telemetry is not sent: ${String(error)}`);
  }
  const provider = otelApi()?.trace.getTracerProvider();
  if (provider !== undefined) tellApiCopies(provider);
  if (logDirectory !== undefined || !isSent) writeCallRecords(logDirectory ?? './llm_logs');
}

/** Starts our own pipeline; returns whether it sends anything. */
function startLean(environment: Environment): boolean {
  return leanPipeline().startLeanPipeline(environment);
}

/** Starts the optional peer's pipeline. Without the peer nothing is sent; call records remain. */
function startSdkNode(because: string): boolean {
  if (sdkNodePipeline().startSdkNodePipeline()) return true;
  say(`${because} needs @opentelemetry/sdk-node: npm install @opentelemetry/sdk-node`);
  // The ids of records still need spans; JSON must not go to a gRPC endpoint.
  startLean({ ...process.env, ...SEND_NOTHING });
  return false;
}

function writeCallRecords(directory: string): void {
  callLog().writeCallLog(directory);
}
