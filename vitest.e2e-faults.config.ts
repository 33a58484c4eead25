// Faults on the real collector, Jaeger and Prometheus, at the sizes that were promised: `npm run e2e:faults`.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['collector/test/faults/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 60_000,
    // Each file has processes of its own, and the machine may have two cores.
    maxWorkers: 2,
  },
});
