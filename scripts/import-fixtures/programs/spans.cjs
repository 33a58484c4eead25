// What every JavaScript program shares: a provider that keeps its spans, and what was called.
const { writeFileSync } = require('node:fs');
const { createRequire } = require('node:module');
const path = require('node:path');

const from = createRequire(path.join(process.cwd(), 'package.json'));
const { NodeTracerProvider } = from('@opentelemetry/sdk-trace-node');
const { InMemorySpanExporter, SimpleSpanProcessor } = from('@opentelemetry/sdk-trace-base');
const { resourceFromAttributes } = from('@opentelemetry/resources');
const { JsonTraceSerializer } = from('@opentelemetry/otlp-transformer');

/** `processors`: more span processors, before the one that keeps the spans. */
exports.start = (processors = []) => {
  const exporter = new InMemorySpanExporter();
  const provider = new NodeTracerProvider({
    resource: resourceFromAttributes({ 'service.name': 'fixture' }),
    spanProcessors: [...processors, new SimpleSpanProcessor(exporter)],
  });
  provider.register();
  const called = [];
  return {
    provider,
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
      const text = Buffer.from(JsonTraceSerializer.serializeRequest(exporter.getFinishedSpans()));
      const request = JSON.parse(text.toString('utf8'));
      writeFileSync(process.env.FIXTURE_FILE, JSON.stringify({ called, requests: [request] }));
    },
  };
};
exports.from = from;
