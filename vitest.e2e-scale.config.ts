// Agents, a real broker of Kafka and gateways, some of which end: `npm run e2e:scale`.
import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['collector/{scale,storage}/test/**/*.test.ts'],
    testTimeout: 240_000,
    hookTimeout: 60_000,
    // Each test starts half a dozen processes.
    maxWorkers: 1,
  },
});
