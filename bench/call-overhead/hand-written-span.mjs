// The floor: what a careful engineer would write around a call by hand.

import { context, metrics, SpanKind, trace } from '@opentelemetry/api';
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks';
import { OTLPMetricExporter } from '@opentelemetry/exporter-metrics-otlp-http';
import { OTLPTraceExporter } from '@opentelemetry/exporter-trace-otlp-http';
import { MeterProvider, PeriodicExportingMetricReader } from '@opentelemetry/sdk-metrics';
import { BatchSpanProcessor, TracerProvider } from '@opentelemetry/sdk-trace';

const buckets = [
  0.01, 0.02, 0.04, 0.08, 0.16, 0.32, 0.64, 1.28, 2.56, 5.12, 10.24, 20.48, 40.96, 81.92,
];

/** `call` under a span with 12 attributes and 2 histogram records. */
export function handWrittenSpan(call) {
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable());
  trace.setGlobalTracerProvider(
    new TracerProvider({
      spanProcessors: [
        new BatchSpanProcessor({
          exporter: new OTLPTraceExporter(),
          scheduledDelayMillis: Number(process.env.OTEL_BSP_SCHEDULE_DELAY),
        }),
      ],
    }),
  );
  metrics.setGlobalMeterProvider(
    new MeterProvider({
      readers: [new PeriodicExportingMetricReader({ exporter: new OTLPMetricExporter() })],
    }),
  );
  const tracer = trace.getTracer('floor');
  const meter = metrics.getMeter('floor');
  const advice = { explicitBucketBoundaries: buckets };
  const duration = meter.createHistogram('gen_ai.client.inference.duration', { unit: 's', advice });
  const tokens = meter.createHistogram('gen_ai.client.inference.operation.output_tokens', {
    unit: '{token}',
  });

  return async () => {
    const startedAt = performance.now();
    const span = tracer.startSpan('llm.call', {
      kind: SpanKind.CLIENT,
      attributes: {
        'gen_ai.operation.name': 'chat',
        'gen_ai.provider.name': 'openai',
        'gen_ai.request.model': 'gpt-4o',
        'server.address': '127.0.0.1',
        'server.port': 4010,
        'gen_ai.request.temperature': 0.2,
        'gen_ai.request.max_tokens': 100,
      },
    });
    const result = await context.with(trace.setSpan(context.active(), span), call);
    span.setAttributes({
      'gen_ai.response.id': result.id,
      'gen_ai.response.model': result.model,
      'gen_ai.response.finish_reasons': [result.choices[0].finish_reason],
      'gen_ai.usage.input_tokens': result.usage.prompt_tokens,
      'gen_ai.usage.output_tokens': result.usage.completion_tokens,
    });
    const attributes = {
      'gen_ai.operation.name': 'chat',
      'gen_ai.provider.name': 'openai',
      'gen_ai.request.model': 'gpt-4o',
      'gen_ai.response.model': result.model,
      'server.address': '127.0.0.1',
      'server.port': 4010,
    };
    duration.record((performance.now() - startedAt) / 1000, attributes);
    tokens.record(result.usage.completion_tokens, attributes);
    span.end();
    return result;
  };
}
