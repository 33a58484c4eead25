// Kinds of panels that dashboards share.

import type { Panel, Query } from './dashboard.ts';
import { quantile } from './queries.ts';

/** One number for all of the time shown. */
export function stat(title: string, unit: string, expr: string, description?: string): Panel {
  const panel = { title, kind: 'stat', unit, queries: [{ expr }] } as const;
  return description === undefined ? panel : { ...panel, description };
}

/** Lines over time. */
export function chart(title: string, unit: string, ...queries: readonly Query[]): Panel {
  return { title, kind: 'timeseries', unit, queries };
}

/** Lines of the median and of the slowest. */
export function quantiles(title: string, buckets: string): Panel {
  const lines = [0.5, 0.95, 0.99].map((share) => ({
    expr: quantile(share, buckets),
    legend: `p${share * 100}`,
  }));
  return chart(title, 's', ...lines);
}

/** Rows of all of the time shown. */
export function table(title: string, unit: string, expr: string): Panel {
  return { title, kind: 'table', unit, queries: [{ expr }] };
}

/** Lines of one query. */
export function line(title: string, unit: string, expr: string, legend: string): Panel {
  return chart(title, unit, { expr, legend });
}
