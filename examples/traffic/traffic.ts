// `npm run traffic`: a day of several services in minutes, with an outage, a cost spike, a retrieval that drifts and users
// who ask again. It feeds dashboards and alerts. Models are a mock server on this machine.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { startMockLlm } from '@llm-otel/testkit';
import { PHASES } from './phases.ts';

const USAGE = 'Usage: npm run traffic -- [--seconds 300] [--rate 10]';
const SERVICES = [
  { name: 'harbour-desk', environment: 'production', deployment: 'blue' },
  { name: 'harbour-mail', environment: 'production', deployment: 'green' },
  { name: 'harbour-lab', environment: 'staging', deployment: 'blue' },
];

interface Day {
  readonly seconds: number;
  /** Turns of conversations a second, of all services. */
  readonly rate: number;
}

function readDay(): Day {
  const { values } = parseArgs({
    options: {
      seconds: { type: 'string', default: '300' },
      rate: { type: 'string', default: '10' },
    },
  });
  const day = { seconds: Number(values.seconds), rate: Number(values.rate) };
  for (const [name, value] of Object.entries(day)) {
    if (value > 0 && Number.isFinite(value)) continue;
    throw new Error(`--${name} must be a number above 0, not "${values[name as keyof Day]}"`);
  }
  return day;
}

async function runDay({ seconds, rate }: Day): Promise<void> {
  const mock = await startMockLlm();
  let passed = 0;
  const timers = PHASES.map(({ name, share }) => {
    const begins = passed * seconds;
    passed += share;
    return setTimeout(
      () => console.log(`${String(Math.round(begins)).padStart(4)} s  ${name}`),
      begins * 1000,
    );
  });
  const codes = await Promise.all(
    SERVICES.map(async ({ name, environment, deployment }, index) => {
      const plan = { seconds, turnsPerSecond: rate / SERVICES.length, seed: index + 1 };
      const child = spawn(
        process.execPath,
        ['--require', 'llm-otel/register', 'service.mjs', JSON.stringify(plan)],
        {
          cwd: import.meta.dirname,
          stdio: ['ignore', 'inherit', 'inherit'],
          env: {
            OTEL_EXPORTER_OTLP_ENDPOINT: 'http://127.0.0.1:4318',
            OTEL_METRIC_EXPORT_INTERVAL: '5000',
            LLM_OTEL_LOG_DIR: path.resolve('llm_logs'),
            ...process.env,
            OTEL_SERVICE_NAME: name,
            OTEL_RESOURCE_ATTRIBUTES: `deployment.environment.name=${environment},deployment.id=${deployment}`,
            OPENAI_BASE_URL: mock.url,
            OPENAI_API_KEY: 'unused',
            ANTHROPIC_BASE_URL: mock.anthropicUrl,
            ANTHROPIC_API_KEY: 'unused',
          },
        },
      );
      const [code] = (await once(child, 'exit')) as [number | null];
      return code;
    }),
  );
  timers.forEach(clearTimeout);
  await mock.close();
  if (codes.some((code) => code !== 0)) throw new Error(`a service ended with ${codes.join(', ')}`);
}

try {
  await runDay(readDay());
} catch (error) {
  console.error(`${(error as Error).message}\n${USAGE}`);
  process.exitCode = 1;
}
