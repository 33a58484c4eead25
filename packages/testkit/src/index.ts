// What the testkit offers to the tests of this repository.
export { CANARIES, leakedCanaries, secretOf } from './canaries/canaries.ts';
export { CANARY_PROGRAM } from './canaries/canary-program.ts';
export { faultSize } from './fault-size.ts';
export { type Behaviour, type Fault, toHeaders } from './mock-llm/behaviour.ts';
export type { Gate } from './mock-llm/gate.ts';
export type { RecordedRequest } from './mock-llm/recorded-request.ts';
export { realtimeResponse, socketResponse } from './mock-llm/socket-answers.ts';
export {
  type MockSession,
  type MockSockets,
  type MockSocketsOptions,
  type SocketEvent,
  startMockSockets,
} from './mock-llm/sockets.ts';
export { type MockLlm, type MockLlmOptions, startMockLlm } from './mock-llm/server.ts';
export {
  type OtlpSink,
  type OtlpSinkOptions,
  type SinkBehaviour,
  type SinkRequest,
  startOtlpSink,
} from './otlp-sink/otlp-sink.ts';
export type {
  LogRecord,
  MetricPoint,
  MetricRecord,
  SpanRecord,
} from './otlp-sink/telemetry-record.ts';
export {
  parseOtlpLines,
  readOtlpFile,
  type TelemetryRecords,
  toTelemetryRecords,
} from './otlp-sink/telemetry-records.ts';
export {
  type RunningScenario,
  runScenario,
  type ScenarioOptions,
  type ScenarioResult,
  startScenario,
} from './scenario/scenario.ts';
export { createScenarioHost, type ScenarioHost } from './scenario/scenario-host.ts';
export type { ScenarioFormat } from './scenario/scenario-directory.ts';
export {
  createTelemetrySink,
  type TelemetrySink,
  type TelemetrySinkOptions,
} from './telemetry-sink.ts';
