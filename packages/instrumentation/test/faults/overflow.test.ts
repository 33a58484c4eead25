// F-13: more spans in one tick than the queue of an exporter holds.

import { runScenario, startOtlpSink } from '@llm-otel/testkit';
import { expect, it } from 'vitest';

const SPANS = 10_000;
const QUEUE = 2048;

it('F-13 the call log has all, the exporter says how many it dropped', async () => {
  const sink = await startOtlpSink();
  try {
    const { exitCode, stderr, callRecords } = await runScenario({
      format: 'esm',
      nodeArguments: ['--require', 'llm-otel/register'],
      source: `import { tool } from 'llm-otel';
        for (let span = 0; span < ${SPANS}; span++) tool('t', () => 1);
        // The exporter says what it dropped when it takes the next span.
        for (let turn = 0; turn < 1000; turn++) await new Promise(setImmediate);
        tool('t', () => 1);`,
      env: {
        OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
        OTEL_BSP_MAX_QUEUE_SIZE: String(QUEUE),
        LLM_OTEL_LOG_DIR: 'llm_logs',
        OTEL_LOG_LEVEL: 'warn',
      },
    });
    expect(exitCode).toBe(0);
    expect(callRecords()).toHaveLength(SPANS + 1);
    const sent = sink.traces().length;
    expect(sent).toBeGreaterThanOrEqual(QUEUE);
    const dropped = [...stderr.matchAll(/Dropped (\d+) spans? because maxQueueSize reached/g)];
    expect(dropped.reduce((sum, [, count]) => sum + Number(count), 0)).toBe(SPANS + 1 - sent);
    const said =
      /^llm-otel: OTLP to \S+ fails \(traces\): more came than its queue holds.*Lost so far: (\d+) span/m;
    expect(Number(said.exec(stderr)?.[1])).toBe(SPANS + 1 - sent);
    // Metrics count every one of them.
    const durations = sink.metrics().find(({ name }) => name === 'gen_ai.execute_tool.duration');
    expect(durations?.points[0]?.count).toBe(SPANS + 1);
  } finally {
    await sink.close();
  }
});
