// The test with the real collector, Jaeger and Prometheus: `npm run e2e`.
import { configDefaults, defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['collector/test/**/*.test.ts'],
    exclude: [...configDefaults.exclude, 'collector/test/faults/**'],
    testTimeout: 120_000,
    hookTimeout: 120_000,
  },
});
