// Emitted telemetry of `latest` under the names of v1.41, as the profile 1.41 of llm-otel will emit it.
import type { Telemetry, WireMetric } from './telemetry.ts';
import { pointsOf, remove, set, text } from './telemetry.ts';

const CLIENT = 'gen_ai.client';
const RENAMED: Readonly<Record<string, string>> = {
  [`${CLIENT}.inference.duration`]: `${CLIENT}.operation.duration`,
  [`${CLIENT}.embeddings.duration`]: `${CLIENT}.operation.duration`,
  [`${CLIENT}.inference.time_to_first_chunk`]: `${CLIENT}.operation.time_to_first_chunk`,
  [`${CLIENT}.inference.time_per_output_chunk`]: `${CLIENT}.operation.time_per_output_chunk`,
};
const TOKENS: Readonly<Record<string, string>> = {
  [`${CLIENT}.inference.operation.input_tokens`]: 'input',
  [`${CLIENT}.inference.operation.output_tokens`]: 'output',
  [`${CLIENT}.embeddings.operation.input_tokens`]: 'input',
};
const NEW = /^gen_ai\.(invoke_agent|invoke_workflow|execute_tool)\./;
const BY_MODALITY = /^gen_ai\.usage\.(text|image|audio)\./;
const UNKNOWN = [
  'gen_ai.request.reasoning.level',
  'gen_ai.request.previous_response.id',
  'gen_ai.response.status',
];

/** Renames in place what v1.41 has another name for, and takes out what it has none for. */
export function renameTo141(telemetry: Telemetry): Telemetry {
  telemetry.replaceMetrics((metrics) => metrics.flatMap(renameMetric));
  // It has no operation to fetch a response.
  telemetry.replaceSpans((spans) => spans.filter(({ name }) => name !== 'fetch_response'));
  for (const span of telemetry.spans()) {
    remove(span, ...UNKNOWN);
    for (const { key, value } of span.attributes) {
      if (BY_MODALITY.test(key)) remove(span, key);
      if (key === 'gen_ai.usage.cache_write.input_tokens') {
        remove(span, key);
        set(span, 'gen_ai.usage.cache_creation.input_tokens', value);
      }
      if (key === 'gen_ai.retrieval.top_k') {
        remove(span, key);
        set(span, 'gen_ai.request.top_k', value);
      }
    }
  }
  return telemetry;
}

function renameMetric(metric: WireMetric): WireMetric[] {
  const { name } = metric;
  // The counters are new, and so are the metrics of what runs in the process.
  if (name.startsWith(`${CLIENT}.inference.usage.`) || NEW.test(name)) return [];
  const tokenType = TOKENS[name];
  if (tokenType === undefined) return [{ ...metric, name: RENAMED[name] ?? name }];
  for (const point of pointsOf(metric)) {
    remove(point, 'error.type');
    set(point, 'gen_ai.token.type', text(tokenType));
  }
  return [{ ...metric, name: `${CLIENT}.token.usage` }];
}
