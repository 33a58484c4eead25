// Progress of long work, on stderr and only on terminals, so that stdout stays clean.

import { createRequire } from 'node:module';

/** A bar that may be invisible. */
export interface ProgressBar {
  update(done: number, total: number): void;
  stop(): void;
}

const SHOW_AFTER_MS = 300;

/** A bar for `label`, which appears only if the work takes more than a moment. */
export function progressBar(label: string, unit: string): ProgressBar {
  if (!process.stderr.isTTY) return { update() {}, stop() {} };
  const { Presets, SingleBar } = createRequire(import.meta.url)(
    'cli-progress',
  ) as typeof import('cli-progress');
  const format = `${label} {bar} {percentage} % | {value} of {total} ${unit} | {eta_formatted} left`;
  const bar = new SingleBar(
    { format, stream: process.stderr, clearOnComplete: true, hideCursor: true },
    Presets.shades_classic,
  );
  const startedAt = performance.now();
  return {
    update(done, total) {
      if (performance.now() - startedAt < SHOW_AFTER_MS) return;
      if (!bar.isActive) bar.start(Math.ceil(total), 0);
      bar.setTotal(Math.ceil(total));
      bar.update(Math.floor(done));
    },
    stop: () => bar.stop(),
  };
}
