// What every JavaScript program shares: a provider that keeps its spans, and what was called.
const { writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const from = createRequire(path.join(process.cwd(), 'package.json'));
const { NodeTracerProvider } = from('@opentelemetry/sdk-trace-node');
const { InMemorySpanExporter, SimpleSpanProcessor } = from('@opentelemetry/sdk-trace-base');
const { resourceFromAttributes } = from('@opentelemetry/resources');
const { JsonLogsSerializer, JsonTraceSerializer } = from('@opentelemetry/otlp-transformer');
const { InMemoryLogRecordExporter, LoggerProvider, SimpleLogRecordProcessor } =
  from('@opentelemetry/sdk-logs');

/** `processors`: more span processors, before the one that keeps the spans. */
exports.start = (processors = []) => {
  const exporter = new InMemorySpanExporter();
  const resource = resourceFromAttributes({ 'service.name': 'fixture' });
  const logs = new InMemoryLogRecordExporter();
  const loggerProvider = new LoggerProvider({
    resource,
    processors: [new SimpleLogRecordProcessor(logs)],
  });
  const provider = new NodeTracerProvider({
    resource,
    spanProcessors: [...processors, new SimpleSpanProcessor(exporter)],
  });
  provider.register();
  const called = [];
  return {
    provider,
    loggerProvider,
    tracer: provider.getTracer('application'),
    called,
    /** Runs one call and notes what it was. */
    async call(kind, model, run) {
      try {
        const usage = (await run()) ?? {};
        called.push({ kind, model, failed: false, ...usage });
      } catch (error) {
        called.push({ kind, model, failed: true, error: String(error).slice(0, 80) });
      }
    },
    async end() {
      await provider.forceFlush();
      const records = logs.getFinishedLogRecords();
      const requests = [
        ...(records.length > 0 ? [JsonLogsSerializer.serializeRequest(records)] : []),
        JsonTraceSerializer.serializeRequest(exporter.getFinishedSpans()),
      ].map((bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')));
      writeFileSync(process.env.FIXTURE_FILE, JSON.stringify({ called, requests }));
    },
  };
};
exports.from = from;
