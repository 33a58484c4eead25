// README.md instructions for Next.js, with both bundlers: the application builds, it responds as
// without us, and its call is recorded once, in the call log and over OTLP.

import { type MockLlm, startOtlpSink } from '@llm-otel/testkit';
import { CALL_RECORDS_LINE, expectSame } from './comparison.ts';
import { inNextApplication, NEXT_VERSION, type Served } from './next-application.ts';
import { ourSpansIn } from './others/spans.ts';
import type { RuntimeCase } from './runtime-case.ts';

type Files = Readonly<Record<string, string>>;

const ROUTE = 'app/api/ask/route.js';
const askAndAnswer = `
export async function GET() {
  const messages = [{ role: 'user', content: 'What is a span?' }];
  const chat = await chainStep('answer', () =>
    client.chat.completions.create({ model: 'gpt-4o', messages }),
  );
  return Response.json(chat.choices[0].message);
}`;

/** Both packages are external to the bundle. */
const external: Files = {
  'next.config.js': `module.exports = { serverExternalPackages: ['openai', 'llm-otel'] };`,
  [ROUTE]: `import OpenAI from 'openai';
import { chainStep } from 'llm-otel';
const client = new OpenAI();${askAndAnswer}`,
};

const withInstrumentation: Files = {
  ...external,
  'instrumentation.js': `export async function register() {
  if (process.env.NEXT_RUNTIME === 'nodejs') await import('llm-otel/register');
}`,
};

/** The standalone copy has only what is imported. */
const standalone: Files = {
  ...withInstrumentation,
  'next.config.js': `module.exports = {
  output: 'standalone',
  serverExternalPackages: ['openai', 'llm-otel'],
};`,
};

/** Both packages are in the bundle, without configuration. */
const bundled: Files = {
  [ROUTE]: `import OpenAI from 'openai';
import { chainStep, instrument } from 'llm-otel';
const client = instrument(new OpenAI());${askAndAnswer}`,
};

/** A README.md instruction: its files, the variables of the server, the bundlers. */
interface Way {
  readonly name: string;
  readonly files: Files;
  readonly variables: Readonly<Record<string, string>>;
  readonly bundlers: readonly string[];
}

/** The slower one first. Turbopack is the default of `next build`. */
const BOTH = ['webpack', 'turbopack'];

const ways: readonly Way[] = [
  { name: 'instrument() in a bundle', files: bundled, variables: {}, bundlers: BOTH },
  {
    name: 'the preload in instrumentation.js, standalone',
    files: standalone,
    variables: {},
    bundlers: ['turbopack'],
  },
  {
    name: 'the preload in NODE_OPTIONS',
    files: external,
    variables: { NODE_OPTIONS: '--require llm-otel/register' },
    bundlers: ['turbopack'],
  },
  {
    name: 'the preload in instrumentation.js',
    files: withInstrumentation,
    variables: {},
    bundlers: BOTH,
  },
];

export function nextCases(mock: MockLlm): RuntimeCase[] {
  return ways.flatMap(({ name, files, variables, bundlers }) =>
    bundlers.map((bundler) => ({
      name: `next ${NEXT_VERSION} ${bundler} ${name}`,
      run: () =>
        inNextApplication(files, bundler, async ({ ask, seconds }) => {
          const sink = await startOtlpSink();
          try {
            const env = {
              OPENAI_BASE_URL: mock.url,
              OPENAI_API_KEY: 'unused',
              OTEL_EXPORTER_OTLP_ENDPOINT: sink.url,
              LLM_OTEL_LOG_DIR: './llm_logs',
              ...variables,
            };
            const without = await ask('/api/ask', { ...env, OTEL_SDK_DISABLED: 'true' });
            expectSame('spans while switched off', sink.traces().length, 0);
            const withUs = await ask('/api/ask', env);
            judge(without, withUs, ourSpansIn(sink.traces(), false));
            return `${seconds} s to build`;
          } finally {
            await sink.close();
          }
        }),
    })),
  );
}

function judge(without: Served, withUs: Served, spans: readonly string[]): void {
  try {
    expectSame('status', withUs.status, 200);
    expectSame('answer', answerOf(withUs), answerOf(without));
    const added = withUs.stderr.replace(without.stderr, '').trim();
    if (!CALL_RECORDS_LINE.test(added)) throw new Error('stderr has not just the line of the log');
    expectSame('call records while switched off', without.callRecords, []);
    expectSame(
      'call records',
      withUs.callRecords.map(({ log_type: type }) => type),
      ['generation_completed', 'step_completed'],
    );
    expectSame('spans', spans, ['llm.call below chain.step', 'chain.step below nothing']);
  } catch (error) {
    const { body, stderr } = withUs;
    throw new Error(`${(error as Error).message}\n[answer]\n${body}\n[stderr]\n${stderr}`, {
      cause: error,
    });
  }
}

function answerOf({ status, body, exitCode }: Served): unknown {
  return { status, body, exitCode };
}
