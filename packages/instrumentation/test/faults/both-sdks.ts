// One version of openai twice in the test's own process: patched, and as it came. Call records are
// written beside the spans, so that both can be counted.

import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { SpanRecord } from '@llm-otel/testkit';
import { afterAll, beforeAll } from 'vitest';
import type { CLASSES } from '../../src/sdks/openai/classes.ts';
import type { OpenAiModule } from '../differential/program.ts';
import {
  entryOf,
  loadModule,
  useTracedOpenAi,
  type TracedOpenAi,
  type Version,
} from '../support/traced-openai.ts';

const logDirectory = mkdtempSync(path.join(tmpdir(), 'llm-otel-faults-'));
// Read once, with the first call of the process.
process.env['LLM_OTEL_LOG_DIR'] = logDirectory;
afterAll(() => rmSync(logDirectory, { recursive: true, force: true }));

/** The newest release of every major. */
export const newestOfMajors: readonly Version[] = ['7.59.0', '6.49.0', '5.23.2', '4.104.0'];

/** What a `fetch` of the tests is given. */
interface Request {
  readonly url: string;
  readonly body?: unknown;
  readonly signal?: AbortSignal;
}

/** Answers in place of the network: the SDK's own `fetch` option. */
export type Answer = (request: Request) => Response | Promise<Response>;

/** A version twice, and what was recorded of the patched one. */
export interface BothSdks {
  readonly traced: TracedOpenAi;
  /** The exports of both copies. */
  readonly modules: { readonly bare: OpenAiModule; readonly traced: OpenAiModule };
  /** Spans and call records since the last time. */
  take(): Promise<{ spans: readonly SpanRecord[]; records: readonly Record<string, unknown>[] }>;
}

/** Loads both for the tests of the current block. */
export function useBothSdks(version: Version): BothSdks {
  const modules = {} as { bare: OpenAiModule; traced: OpenAiModule };
  beforeAll(() => {
    modules.bare = loadModule(version) as OpenAiModule;
    forget(version);
    modules.traced = loadModule(version) as OpenAiModule;
  });
  const traced = useTracedOpenAi(version);
  return {
    traced,
    modules,
    take: async () => {
      const spans = traced.sink.spans();
      await traced.sink.reset();
      return { spans, records: takeRecords() };
    },
  };
}

/** A client that `answer` serves, and `signal` aborts; it does not retry. */
export function clientOf(
  { OpenAI }: Pick<OpenAiModule, 'OpenAI'>,
  answer: Answer,
  { signal, ...options }: { readonly timeout?: number; readonly signal?: AbortSignal } = {},
): InstanceType<OpenAiModule['OpenAI']> {
  const client = new OpenAI({
    apiKey: 'unused',
    baseURL: 'http://127.0.0.1:9/v1',
    maxRetries: 0,
    logLevel: 'off',
    ...options,
    fetch: async (url, init) => {
      // The SDK looks at what `fetch` returns before it sends a form.
      if (String(url).startsWith('data:')) return new Response();
      return answer({ ...(init as Omit<Request, 'url'>), url: String(url) });
    },
  });
  if (signal === undefined) return client;
  // The SDK's hook for options of every request, wherever a method has its own.
  return Object.assign(client, {
    prepareOptions: async (request: { signal?: AbortSignal }) => void (request.signal = signal),
  });
}

/** The table of the adapter: what it traces is what has to stand a fault. */
export const classes = (
  createRequire(import.meta.url)('../../dist/sdks/openai/classes.js') as {
    CLASSES: typeof CLASSES;
  }
).CLASSES;

/** The next `require` loads the package anew. */
function forget(version: Version): void {
  const entry = entryOf(version);
  const { cache } = createRequire(entry);
  for (const file of Object.keys(cache)) {
    if (file.startsWith(path.dirname(entry) + path.sep)) delete cache[file];
  }
}

/** Reads the records of operations, and empties the files. */
function takeRecords(): Record<string, unknown>[] {
  return readdirSync(logDirectory)
    .map((name) => path.join(logDirectory, name))
    .flatMap((file) => {
      const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
      truncateSync(file);
      return lines
        .map((line) => JSON.parse(line) as Record<string, unknown>)
        .filter(({ log_type: type }) => type !== 'config');
    });
}
