// Files of protobuf, made by OpenTelemetry's own serializer, plain and as the collector frames them.
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { ROOT_CONTEXT, SpanStatusCode, trace } from '@opentelemetry/api';
import { ProtobufLogsSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer';
import {
  InMemoryLogRecordExporter,
  LoggerProvider,
  SimpleLogRecordProcessor,
} from '@opentelemetry/sdk-logs';
import {
  InMemorySpanExporter,
  SimpleSpanProcessor,
  TracerProvider,
} from '@opentelemetry/sdk-trace';
import { describe, expect, it } from 'vitest';
import { importOf } from './otlp-request.ts';

const attributes = {
  'gen_ai.operation.name': 'chat',
  'gen_ai.request.model': 'gpt-4o',
  'gen_ai.usage.input_tokens': 10,
  'gen_ai.usage.output_tokens': 300,
  'gen_ai.request.temperature': 0.5,
  'gen_ai.request.stream': true,
  'gen_ai.response.finish_reasons': ['stop', 'length'],
  'app.delta': -7,
};

/** Requests of one failed span with an event, and of one log record of it. */
function requests(): { traces: Buffer; logs: Buffer; spanId: string } {
  const spans = new InMemorySpanExporter();
  const records = new InMemoryLogRecordExporter();
  const tracer = new TracerProvider({
    spanProcessors: [new SimpleSpanProcessor({ exporter: spans })],
  });
  const logger = new LoggerProvider({
    processors: [new SimpleLogRecordProcessor({ exporter: records })],
  });
  const span = tracer.getTracer('shop').startSpan('chat gpt-4o', { attributes });
  span.addEvent('exception', { 'exception.message': 'secret' });
  span.setStatus({ code: SpanStatusCode.ERROR, message: '429 no' });
  const context = trace.setSpan(ROOT_CONTEXT, span);
  const body = { content: 'hello' };
  logger.getLogger('shop').emit({ eventName: 'gen_ai.user.message', body, context });
  span.end();
  return {
    traces: Buffer.from(ProtobufTraceSerializer.serializeRequest(spans.getFinishedSpans())!),
    logs: Buffer.from(ProtobufLogsSerializer.serializeRequest(records.getFinishedLogRecords())!),
    spanId: span.spanContext().spanId,
  };
}

function framed(...messages: readonly Buffer[]): Buffer {
  return Buffer.concat(
    messages.flatMap((message) => {
      const length = Buffer.alloc(4);
      length.writeUInt32BE(message.length);
      return [length, message];
    }),
  );
}

const { traces, logs, spanId } = requests();

describe('protobuf is read', () => {
  const files: readonly (readonly [string, Buffer, readonly string[], boolean])[] = [
    ['as one request', traces, [], false],
    ['as one request, compressed', gzipSync(traces), [], false],
    ['with an option', traces, ['--format', 'protobuf'], false],
    ['in frames', framed(traces, logs), [], true],
    ['in frames, logs first', framed(logs, traces), [], true],
    ['in frames of zstd', framed(zstdCompressSync(logs), zstdCompressSync(traces)), [], true],
  ];

  it.each(files)('%s', async (_what, content, options, hasLogs) => {
    const { records, counts } = await importOf(content, ...options);
    expect(counts).toMatchObject({ added: 1, bad: 0, other: 0, unread: {} });
    expect(records[0]).toMatchObject({
      span_id: spanId,
      operation: 'chat',
      model_id: 'gpt-4o',
      prompt_tokens: 10,
      completion_tokens: 300,
      temperature: 0.5,
      stream: true,
      finish_reasons: ['stop', 'length'],
      error_class: 'rate_limit',
      error_text: '429 no',
      attributes: { 'app.delta': -7, 'otel.scope.name': 'shop' },
      ...(hasLogs && {
        input_messages: [{ role: 'user', parts: [{ type: 'text', content: 'hello' }] }],
      }),
    });
  });
});

describe('damaged protobuf is counted', () => {
  const files: readonly (readonly [string, Buffer, object, number])[] = [
    ['cut', traces.subarray(0, -5), { damaged_protobuf: 1 }, 0],
    ['cut in a frame', framed(traces, traces).subarray(0, -5), { cut_off: 1 }, 1],
    ['in one frame of two', framed(traces.subarray(0, -5), traces), { damaged_protobuf: 1 }, 1],
    [
      'random bytes behind a first field',
      Buffer.from('0a05ffffffffff01', 'hex'),
      { damaged_protobuf: 1 },
      0,
    ],
  ];

  it.each(files)('%s', async (_what, content, unread, added) => {
    const { counts, status } = await importOf(content);
    expect(counts).toMatchObject({ added, unread });
    expect(status).toBe(added === 0 ? 2 : 0);
  });

  it('and text is no protobuf', async () => {
    const { counts } = await importOf('\n{\n"a": 1\n}\n');
    expect(counts).toMatchObject({ unread: { no_otlp: 1 } });
    const forced = await importOf('{"resourceSpans":[]}\n', '--format', 'protobuf');
    expect(forced.counts).toMatchObject({ unread: { damaged_protobuf: 1 } });
  });
});
