// Alerts of the first layer: does telemetry arrive.

import type { Alert, Runbook, Series } from '../rule.ts';
import { THRESHOLDS as T, type Windows } from '../thresholds.ts';
import { growing, JOB, OF_JOB, series } from './samples.ts';

const layer = 'availability';
const SIGNALS = ['spans', 'metric_points', 'log_records'];

/** The rates of several counters together: without a label that differs, two of them would be one. */
function ratesOf(
  counters: readonly string[],
  selected: string,
  by: string,
  window: string,
  signals: readonly string[] = SIGNALS,
): string {
  const rates = counters.flatMap((counter) =>
    signals.map((signal) => {
      const name = `${counter}_${signal}`;
      return `label_replace(rate(${name}${selected}[${window}]), "counter", "${name}", "", "")`;
    }),
  );
  return `sum by (${by}) (\n  ${rates.join('\n  or ')}\n)`;
}

/** All alerts of the layer about telemetry. */
export function telemetry(w: Windows): Alert[] {
  const collector = (
    labels: Readonly<Record<string, string>>,
  ): Readonly<Record<string, string>> => ({
    job: 'collector',
    instance: 'collector:8888',
    ...labels,
  });
  const own = (name: string, labels: Readonly<Record<string, string>> = {}): string =>
    series(name, collector(labels));
  const runbook: Runbook = {
    means: 'The collector loses telemetry, or is about to.',
    promql: `{__name__=~"otelcol_(receiver_refused|exporter_send_failed|exporter_enqueue_failed).*"}`,
    command: 'llm-otel stats --since 1h',
    jaeger: {},
    usually:
      'A backend is down, a disk is full, or more arrives than the machine can take. collector/README.md says what is lost and what is not.',
  };
  const alert = (
    name: string,
    severity: Alert['severity'],
    about: Pick<Alert, 'expr' | 'summary' | 'for'> &
      Pick<Alert['test'], 'fires' | 'silent' | 'labels'> &
      Partial<Runbook>,
  ): Alert => {
    const { expr, summary, for: holds, fires, silent, labels, ...more } = about;
    return {
      alert: name,
      layer,
      severity,
      expr,
      summary,
      for: holds,
      runbook: { ...runbook, ...more },
      test: { length: 'minutes', fires, silent, labels },
    };
  };
  const failed = (exporter: string): string =>
    `${ratesOf(['otelcol_exporter_send_failed', 'otelcol_exporter_enqueue_failed'], `{exporter=~"${exporter}"}`, 'exporter', w.short)} > 0`;
  const givenUp = (exporter: string): Series => ({
    [own('otelcol_exporter_send_failed_spans', { exporter })]: growing(10),
  });
  const jaeger = { exporter: 'otlp_grpc/jaeger' };
  const written = ratesOf(
    ['otelcol_exporter_sent'],
    '{exporter="file/traces"}',
    'instance',
    w.patient,
    ['spans'],
  );
  const accounted = ratesOf(
    ['sent', 'send_failed', 'enqueue_failed'].map((end) => `otelcol_exporter_${end}`),
    '{exporter="otlp_grpc/jaeger"}',
    'instance',
    w.patient,
    ['spans'],
  );
  /** Of ten spans a minute in the file, `arrived` in Jaeger; the queue is empty. */
  const queue = (arrived: number): Series => ({
    [own('otelcol_exporter_sent_spans', { exporter: 'file/traces' })]: growing(10),
    [own('otelcol_exporter_sent_spans', jaeger)]: growing(arrived),
    [own('otelcol_exporter_queue_size', jaeger)]: '0x120',
  });
  return [
    alert('LlmTelemetryMissing', 'ticket', {
      expr: `count by (job) (count_over_time(llm_requests_total[${w.day}])) unless on (job) count by (job) (llm_requests_total)`,
      for: w.patient,
      summary: '{{ $labels.job }} reported calls in the last day, and reports nothing now',
      fires: { [`llm_requests_total{job="${JOB}", instance="one"}`]: '0+10x20 stale' },
      silent: { [`llm_requests_total{job="${JOB}", instance="one"}`]: growing(10) },
      labels: OF_JOB,
      means: 'A service that reported calls has stopped reporting, even that there were none.',
      promql: `count by (job) (llm_requests_total)`,
      usually:
        'The service was shut down or renamed, the preload is missing since a release, or its endpoint is wrong. Start it once with `LLM_OTEL_DOCTOR=1`: its report says which.',
    }),
    alert('LlmCollectorDown', 'page', {
      expr: 'up{job="collector"} == 0',
      for: w.soon,
      summary: 'Prometheus does not reach the collector at {{ $labels.instance }}',
      fires: { [own('up')]: '0x120' },
      silent: { [own('up')]: '1x120' },
      labels: collector({}),
      means:
        'The collector does not run, or its port 8888 is not reached. Services keep spans for a while, then drop them and count what they drop.',
      usually:
        'It ran out of memory, or a damaged queue prevents it from starting: its log says `invalid database` or `Page expected to be`. README.md, "A damaged queue", has the commands.',
    }),
    alert('LlmCollectorRefuses', 'page', {
      expr: `${ratesOf(['otelcol_receiver_refused'], '', 'instance', w.short)} > 0`,
      for: w.soon,
      summary:
        'The collector {{ $labels.instance }} refuses {{ $value | humanize }} items a second',
      fires: { [own('otelcol_receiver_refused_spans')]: growing(10) },
      silent: { [own('otelcol_receiver_refused_spans')]: '7x120' },
      labels: { instance: 'collector:8888' },
      means:
        'The collector tells senders to try again: memory is short, a queue is full or a file cannot be written.',
    }),
    alert('LlmQueueFills', 'ticket', {
      expr: `max by (exporter) (otelcol_exporter_queue_size / otelcol_exporter_queue_capacity) > ${T.queueFill}`,
      for: w.soon,
      summary: 'The queue of {{ $labels.exporter }} is {{ $value | humanizePercentage }} full',
      fires: {
        [own('otelcol_exporter_queue_size', jaeger)]: '90x120',
        [own('otelcol_exporter_queue_capacity', jaeger)]: '100x120',
      },
      silent: {
        [own('otelcol_exporter_queue_size', jaeger)]: '50x120',
        [own('otelcol_exporter_queue_capacity', jaeger)]: '100x120',
      },
      labels: jaeger,
      means: 'A backend takes less than arrives. When its queue is full, senders are refused.',
      promql: 'otelcol_exporter_queue_size / otelcol_exporter_queue_capacity',
    }),
    alert('LlmQueueLosesSpans', 'ticket', {
      expr: [
        `(${written} - ${accounted}) / ${written} > ${T.lackingInJaeger}`,
        'and on (instance) sum by (instance) (otelcol_exporter_queue_size{exporter="otlp_grpc/jaeger"}) == 0',
        'unless on (instance) count by (instance) ({__name__=~"otelcol_processor_tail_sampling_.+"})',
      ].join('\n'),
      for: w.patient,
      summary: 'Jaeger lacks {{ $value | humanizePercentage }} of the spans in the files',
      fires: queue(8),
      silent: queue(10),
      labels: { instance: 'collector:8888' },
      means:
        'The collector has answered for spans that neither arrived in Jaeger nor were counted as lost. The JSON Lines files have them.',
      promql:
        'sum by (exporter) (increase(otelcol_exporter_sent_spans{exporter=~"file/traces|otlp_grpc/jaeger"}[1h]))',
      usually:
        'The disk of the queue was full, and the queue could not note what it was about to send. Give it room (README.md, "What is promised"), and read the files into Jaeger again.',
    }),
    alert('LlmExportFails', 'ticket', {
      expr: failed('[^f].*'),
      for: w.patient,
      summary:
        'The exporter {{ $labels.exporter }} gives up {{ $value | humanize }} items a second',
      fires: givenUp('otlp_grpc/jaeger'),
      silent: { [own('otelcol_exporter_send_failed_spans', jaeger)]: '7x120' },
      labels: jaeger,
      means:
        'The collector has tried long enough and dropped what a backend does not take. The JSON Lines files have it.',
    }),
    alert('LlmFilesFail', 'page', {
      expr: failed('file/.*'),
      for: w.soon,
      summary: 'The collector cannot write {{ $labels.exporter }}',
      fires: givenUp('file/traces'),
      silent: givenUp('otlp_grpc/jaeger'),
      labels: { exporter: 'file/traces' },
      means:
        'The JSON Lines files cannot be written. Senders are refused, so that nothing is lost unnoticed.',
      usually: 'The disk is full, or the directory belongs to somebody else.',
    }),
  ];
}
