// What the collector counts about itself, as its own metrics page says it.

/** The sum over all series of a metric, or over those with these labels; 0 if there is none. */
export async function counted(
  metricsPage: string,
  name: string,
  labels: Readonly<Record<string, string>> = {},
): Promise<number> {
  const page = await (await fetch(`${metricsPage}/metrics`)).text();
  return samplesOf(page, name)
    .filter((sample) =>
      Object.entries(labels).every(([key, value]) => sample.includes(`${key}="${value}"`)),
    )
    .reduce((sum, sample) => sum + Number(sample.slice(sample.lastIndexOf(' ') + 1)), 0);
}

/** The lines of a page in Prometheus's text format with samples of one metric. */
export function samplesOf(page: string, name: string): string[] {
  return page
    .split('\n')
    .filter((line) => line.startsWith(`${name}{`) || line.startsWith(`${name} `));
}

/** What the collector says it did not keep, each time it did not. */
export interface Losses {
  /** The queue had no room for them; the sender was told. */
  readonly notQueued: number;
  /** Given up on: Jaeger rejected them or the time for retries was over. */
  readonly notSent: number;
  /** Senders were told to try again, or not to. */
  readonly refused: number;
}

/** Its counters. */
export async function lossesOf(
  metricsPage: string,
  items: 'spans' | 'metric_points' = 'spans',
): Promise<Losses> {
  const [notQueued, notSent, refused] = await Promise.all([
    counted(metricsPage, `otelcol_exporter_enqueue_failed_${items}`),
    counted(metricsPage, `otelcol_exporter_send_failed_${items}`),
    counted(metricsPage, `otelcol_receiver_refused_${items}`),
  ]);
  return { notQueued, notSent, refused };
}
