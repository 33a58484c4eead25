// Programs for OpenAI Agents, run bare or under the preload.

import { runScenario } from '@llm-otel/testkit';
import { expect } from 'vitest';
import { MOCK_OPENAI } from './mock-openai.ts';
import { hostScenarios } from '../../support/hosted.ts';

const runHosted = hostScenarios();

/** Where releases are. */
const PLACES = {
  newest: import.meta.url,
  oldest: new URL('../../../../sdks/openai-agents-0-3/package.json', import.meta.url).href,
} as const;

/** What a program may use, besides what it imports itself. */
const preludeOf = (release: keyof typeof PLACES): string => `
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { trace } from '@opentelemetry/api';
import { baseURL, close, failNext, hold, origin, requests } from './mock-openai.mjs';
const require = createRequire(${JSON.stringify(PLACES[release])});
const { z } = require('zod');
const seen = [];
process.removeAllListeners('warning');
`;
const LOADS = {
  esm: `const find = (name) => import(pathToFileURL(require.resolve(name).replace(/\\.js$/, '.mjs')));`,
  cjs: `const find = require;`,
} as const;
const SETTING = `
const sdk = await find('@openai/agents');
const { OpenAI } = await find('openai');
// The default runner keeps the first client of the process.
const clients = (globalThis.clientsOfTests ??= new Map());
const client = clients.get(sdk) ?? new OpenAI({ apiKey: 'unused', baseURL, maxRetries: 2 });
clients.set(sdk, client);
client.baseURL = baseURL;
sdk.setDefaultOpenAIClient(client);
// Another program of the process may have chosen the other.
sdk.setOpenAIAPI('responses');
// The package's own exporter sends to the mock server.
const exporter = new sdk.OpenAITracingExporter({ apiKey: 'unused', endpoint: origin + '/traces', maxRetries: 1 });
sdk.setTraceProcessors([new sdk.BatchTraceProcessor(exporter)]);
const { Agent, run, tool, Runner, withTrace } = sdk;
const model = 'gpt-4o';
const weather = tool({
  name: 'weather', description: 'The weather of a city.', parameters: z.object({ city: z.string() }),
  execute: async ({ city }) => { seen.push(trace.getActiveSpan()?.name ?? 'no span'); return 'sunny in ' + city; },
});
const agentOf = (name, more = {}) => new Agent({ name, model, instructions: 'Be brief.', ...more });
`;

/** How a program runs. */
export interface Way {
  readonly release?: keyof typeof PLACES;
  readonly format?: keyof typeof LOADS;
  readonly isTraced?: boolean;
  /** In a process of its own: what it sets would stay for other programs. */
  readonly isAlone?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

/** Runs `use`, in which `sdk` is the package. */
export async function runAgents(
  use: string,
  { release = 'newest', format = 'esm', isTraced = true, isAlone = false, env = {} }: Way = {},
) {
  const { exitCode, stdout, stderr, callRecords } = await (isAlone ? runScenario : runHosted)({
    format: 'esm',
    source: `${preludeOf(release)} ${LOADS[format]} ${SETTING} ${use}
      await sdk.getGlobalTraceProvider().forceFlush();
      close();`,
    files: { 'mock-openai.mjs': MOCK_OPENAI },
    nodeArguments: isTraced ? ['--require', 'llm-otel/register'] : [],
    env: { NODE_ENV: 'production', LLM_OTEL_SPAN_NAMES: 'semconv', ...env },
  });
  const records = isTraced ? callRecords().filter(({ outcome }) => outcome !== undefined) : [];
  return { exitCode, stdout, stderr, records };
}

/** Runs it bare and traced: both must say the same. */
export async function runTwice(use: string, way: Way = {}) {
  const [bare, traced] = await Promise.all([
    runAgents(use, { ...way, isTraced: false }),
    runAgents(use, way),
  ]);
  expect(bare).toMatchObject({ exitCode: 0, stderr: '' });
  expect(traced).toMatchObject({ exitCode: 0, stdout: bare.stdout });
  return traced;
}

/** The records by what they are and how they ended, in the order of their ends. */
export function endsOf(records: readonly Readonly<Record<string, unknown>>[]): string[] {
  return records.map(({ name, outcome, error_code: code }) =>
    [name, outcome, code].filter((each) => each !== undefined).join(' '),
  );
}
