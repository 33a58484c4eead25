// The in-process sink with telemetry emitted through the API.
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTelemetrySink, type TelemetrySink } from '../src/index.ts';

let sink: TelemetrySink;
beforeEach(() => {
  sink = createTelemetrySink();
});
afterEach(() => sink.shutdown());

describe('the telemetry sink', () => {
  it('shows a span as soon as it has ended', () => {
    const span = sink.tracerProvider
      .getTracer('test', '1.0')
      .startSpan('chat', { kind: SpanKind.CLIENT, attributes: { tokens: 12, reasons: ['stop'] } });
    expect([sink.openSpans(), sink.spans()]).toEqual([['chat'], []]);
    span.setStatus({ code: SpanStatusCode.ERROR, message: 'late' });
    span.end();
    expect(sink.openSpans()).toEqual([]);
    expect(sink.spans()).toMatchObject([
      {
        name: 'chat',
        kind: 'client',
        parentSpanId: undefined,
        status: { code: 'error', message: 'late' },
        attributes: { tokens: 12, reasons: ['stop'] },
        scope: { name: 'test', version: '1.0' },
      },
    ]);
  });

  it('shows what was measured since it was last asked', async () => {
    const histogram = sink.meterProvider
      .getMeter('test')
      .createHistogram('duration', { unit: 's', advice: { explicitBucketBoundaries: [1, 2] } });
    histogram.record(1.5, { operation: 'chat' });
    expect(await sink.metrics()).toMatchObject([
      {
        name: 'duration',
        unit: 's',
        type: 'histogram',
        points: [
          { attributes: { operation: 'chat' }, count: 1, sum: 1.5, bucketCounts: [0, 1, 0] },
        ],
      },
    ]);
    expect(await sink.metrics()).toEqual([]);
  });

  it('shows log records with nested attributes', () => {
    sink.loggerProvider.getLogger('test').emit({
      eventName: 'details',
      attributes: { messages: [{ role: 'user', parts: [{ content: 'hello' }] }] },
    });
    expect(sink.logs()).toMatchObject([
      {
        eventName: 'details',
        attributes: { messages: [{ role: 'user', parts: [{ content: 'hello' }] }] },
      },
    ]);
    expect(sink.toJson()).toContain('hello');
  });

  it('forgets on reset', async () => {
    sink.tracerProvider.getTracer('test').startSpan('chat').end();
    sink.meterProvider.getMeter('test').createCounter('calls').add(1);
    sink.loggerProvider.getLogger('test').emit({ body: 'hello' });
    await sink.reset();
    expect([sink.spans(), await sink.metrics(), sink.logs()]).toEqual([[], [], []]);
  });
});
