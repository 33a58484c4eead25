// A span and measurements around a call, written by hand against the API of OpenTelemetry.

import { context, metrics, SpanKind, trace } from '@opentelemetry/api';
import { instruments } from './instruments.mjs';

/** Whether every instrument is recorded, or only a duration and the output's tokens. */
export const handWritten =
  ({ recordsAll }) =>
  (scenario, call, isStreamed) => {
    const tracer = trace.getTracer('floor');
    const to = instruments(metrics.getMeter('floor'), scenario.request['gen_ai.operation.name']);

    const begin = () => ({
      startedAt: performance.now(),
      span: tracer.startSpan('llm.call', { kind: SpanKind.CLIENT, attributes: scenario.request }),
    });
    const end = ({ startedAt, span }, answer, chunks) => {
      const { id, model, finishReason, inputTokens, outputTokens } = scenario.response(answer);
      span.setAttributes({
        'gen_ai.response.id': id,
        'gen_ai.response.model': model,
        'gen_ai.response.finish_reasons': finishReason === undefined ? undefined : [finishReason],
        'gen_ai.usage.input_tokens': inputTokens,
        'gen_ai.usage.output_tokens': outputTokens,
      });
      const attributes = {
        'gen_ai.operation.name': scenario.request['gen_ai.operation.name'],
        'gen_ai.provider.name': scenario.request['gen_ai.provider.name'],
        'gen_ai.request.model': scenario.request['gen_ai.request.model'],
        'gen_ai.response.model': model,
        'server.address': scenario.request['server.address'],
        'server.port': scenario.request['server.port'],
      };
      to.duration.record((performance.now() - startedAt) / 1000, attributes);
      to.outputTokens.record(outputTokens ?? 0, attributes);
      if (recordsAll) {
        to.inputTokens.record(inputTokens ?? 0, attributes);
        to.inputCount.add(inputTokens ?? 0, attributes);
        to.outputCount.add(outputTokens ?? 0, attributes);
        if (chunks !== undefined) {
          to.firstChunk.record(chunks.first, attributes);
          for (const interval of chunks.intervals) to.chunkInterval.record(interval, attributes);
        }
      }
      span.end();
    };
    async function* watch(call_, stream) {
      let last;
      for await (const chunk of stream) {
        last = chunk;
        yield chunk;
      }
      end(call_, last);
    }
    async function* watchIntervals(call_, stream) {
      const chunks = { first: 0, intervals: [] };
      let last;
      let lastAt = call_.startedAt;
      for await (const chunk of stream) {
        const now = performance.now();
        if (last === undefined) chunks.first = (now - lastAt) / 1000;
        else chunks.intervals.push((now - lastAt) / 1000);
        lastAt = now;
        last = chunk;
        yield chunk;
      }
      end(call_, last, chunks);
    }

    return async () => {
      const started = begin();
      const answer = await context.with(trace.setSpan(context.active(), started.span), call);
      if (isStreamed) return (recordsAll ? watchIntervals : watch)(started, answer);
      end(started, answer);
      return answer;
    };
  };
