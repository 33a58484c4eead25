// A call that is told twice, and the sum of an agent, where numbers are compared and scraped.
import { expect, it } from 'vitest';
import { ask } from '../command.ts';
import { call, hex, logOf, type TestRecord } from '../records.ts';
import { startServing } from '../served.ts';

/** An agent whose tokens and cost repeat those of its call, which two instrumentations tell, in each of 10 hours. */
function agents(): TestRecord[] {
  return Array.from({ length: 10 }, (_one, hour) => {
    const of = (number: number, parent: number | undefined, fields: TestRecord): TestRecord =>
      call({
        timestamp: new Date(Date.UTC(2026, 9, 5, hour)).toISOString(),
        trace_id: hex(hour + 1, 32),
        span_id: hex(number, 16),
        ...(parent !== undefined && { parent_span_id: hex(parent, 16) }),
        cost_usd: hour === 7 ? 9 : 1 + hour / 1000,
        service_name: 'bot',
        ...fields,
      });
    return [
      of(1, undefined, { log_type: 'step_completed', operation: 'invoke_agent' }),
      of(2, 1, { attributes: { 'otel.scope.name': 'a framework' } }),
      of(3, 2, { attributes: { 'otel.scope.name': 'an SDK' } }),
    ];
  }).flat();
}

it('compares costs without them', async () => {
  const { sides } = await ask(
    logOf(agents()),
    'compare',
    '--by',
    'service_name',
    '--type',
    'operation',
  );
  expect(sides).toMatchObject([{ count: 20 }]);
  expect(sides[0].cost_usd).toBeCloseTo(9 * 1 + 9 + 0.038, 9);
  expect(sides[0].mean_cost_usd).toBeCloseTo((9 * 1 + 9 + 0.038) / 10, 9);
});

it.each([
  ['cost', '3.5', [9]],
  ['tokens', '0.000001', []],
])('finds anomalies of %s without them', async (metric, threshold, values) => {
  const records = agents().map((record, at) =>
    record['operation'] === 'invoke_agent'
      ? { ...record, total_tokens: 1000 * at, cost_usd: 1000 * at }
      : record,
  );
  const asked = ['--metric', metric, '--threshold', threshold, '--min-calls', '1'];
  const operations = ['--type', 'operation', '--by', 'service_name'];
  const { anomalies } = await ask(logOf(records), 'anomalies', ...asked, ...operations);
  expect(anomalies.map((one: { value: number }) => one.value)).toEqual(values);
});

it('scrapes each call once', async () => {
  const served = await startServing(logOf(agents()));
  const { body } = await served.get('/v1/metrics/prometheus');
  expect(body).toContain('llm_requests_total{model="gpt-4o",status="success"} 10\n');
  expect(body).toMatch(/llm_tokens_total\{[^}]*\} 100\n/);
});
