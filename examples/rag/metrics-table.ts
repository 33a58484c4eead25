// Sums call records to the metrics that the package sends to a collector, under the same names.

import { alignColumns } from './aligned-columns.ts';
import type { CallRecord } from './call-records.ts';

type Value = (record: CallRecord) => number | undefined;

const seconds =
  (field: 'latency_ms' | 'time_to_first_chunk_ms'): Value =>
  (record) =>
    record[field] === undefined ? undefined : record[field] / 1000;

const inference: readonly (readonly [metric: string, unit: string, value: Value])[] = [
  ['gen_ai.client.inference.duration', 's', seconds('latency_ms')],
  ['gen_ai.client.inference.time_to_first_chunk', 's', seconds('time_to_first_chunk_ms')],
  ['gen_ai.client.inference.usage.input_tokens', '{token}', (record) => record.prompt_tokens],
  ['gen_ai.client.inference.usage.output_tokens', '{token}', (record) => record.completion_tokens],
  [
    'gen_ai.client.inference.usage.cache_read.input_tokens',
    '{token}',
    (record) => record.cache_read_tokens,
  ],
  [
    'gen_ai.client.inference.usage.cache_write.input_tokens',
    '{token}',
    (record) => record.cache_write_tokens,
  ],
  [
    'gen_ai.client.inference.usage.reasoning.output_tokens',
    '{token}',
    (record) => record.reasoning_tokens,
  ],
];

const cost: (typeof inference)[number] = [
  'llm_otel.cost',
  '{USD}',
  (record) => record.cost_usd ?? undefined,
];

/** The metrics of each operation; steps, agents and tools have none. */
const metricsOf: Readonly<Record<string, typeof inference>> = {
  chat: [...inference, cost],
  embeddings: [
    ['gen_ai.client.embeddings.duration', 's', seconds('latency_ms')],
    [
      'gen_ai.client.embeddings.operation.input_tokens',
      '{token}',
      (record) => record.prompt_tokens,
    ],
    cost,
  ],
  retrieval: [['gen_ai.client.operation.duration', 's', seconds('latency_ms')]],
};

/** The metrics as lines: a heading, then a line for each metric and combination of attributes. */
export function drawMetrics(records: readonly CallRecord[]): string[] {
  const series = new Map<string, { labels: string[]; unit: string; values: number[] }>();
  for (const record of records) {
    for (const [metric, unit, toValue] of metricsOf[record.operation ?? ''] ?? []) {
      const value = toValue(record);
      if (value === undefined) continue;
      const labels = [
        metric,
        record.operation ?? '',
        record.model_id ?? '',
        record.error_code ?? '',
      ];
      const key = labels.join('\n');
      const known = series.get(key);
      if (known) known.values.push(value);
      else series.set(key, { labels, unit, values: [value] });
    }
  }
  const rows = [...series.values()]
    .toSorted((a, b) => a.labels.join().localeCompare(b.labels.join()))
    .map(({ labels, unit, values }) => {
      const sum = values.reduce((total, value) => total + value, 0);
      return [...labels, String(values.length), toText(sum, unit), unit];
    });
  return alignColumns(
    [['metric', 'operation', 'model', 'error', 'count', 'sum', 'unit'], ...rows],
    /^[\d.]+$/,
  );
}

/** Money in whole billionths, so that no sum has more digits than its parts. */
function toText(sum: number, unit: string): string {
  if (unit === '{USD}') return sum.toFixed(9).replace(/\.?0+$/, '');
  return unit === 's' ? sum.toFixed(4) : String(sum);
}
