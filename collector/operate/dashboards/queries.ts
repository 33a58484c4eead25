// Pieces of the queries of dashboards: what is chosen above the panels, and rates over what is shown.

import { LABEL } from '../recording.ts';
import type { Variable } from './dashboard.ts';

const SERVICE: Variable = {
  name: 'service',
  label: 'Service',
  query: 'label_values(llm_requests_total, job)',
};
const ENVIRONMENT: Variable = {
  name: 'environment',
  label: 'Environment',
  query: `label_values(llm_requests_total, ${LABEL.environment})`,
};
const MODEL: Variable = {
  name: 'model',
  label: 'Model',
  query: `label_values(llm_requests_total{job=~"$service"}, ${LABEL.model})`,
};

/** Choices of dashboards about calls, and of those about what is around them. */
export const OF_CALLS: readonly Variable[] = [SERVICE, ENVIRONMENT, MODEL];
export const OF_SERVICES: readonly Variable[] = [SERVICE, ENVIRONMENT];

const WHERE = `job=~"$service", ${LABEL.environment}=~"$environment"`;

/** `name` of the chosen services and models. */
export function ofCalls(name: string, more = ''): string {
  return `${name}{${WHERE}, ${LABEL.model}=~"$model"${more && `, ${more}`}}`;
}

/** `name` of the chosen services. */
export function ofServices(name: string, more = ''): string {
  return `${name}{${WHERE}${more && `, ${more}`}}`;
}

/** A rate of what is shown. */
export function rate(series: string, by = ''): string {
  return `sum by (${by}) (rate(${series}[$__rate_interval]))`;
}

/** What grew in all of the time shown. */
export function total(series: string, by = ''): string {
  return `sum by (${by}) (increase(${series}[$__range]))`;
}

/** A quantile of a histogram. */
export function quantile(share: number, buckets: string, by = ''): string {
  const labels = by === '' ? 'le' : `le, ${by}`;
  return `histogram_quantile(${share}, ${rate(buckets, labels)})`;
}
