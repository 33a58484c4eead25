// Programs for the Claude Agent SDK, run bare or under the preload.

import { expect } from 'vitest';
import { hostScenarios } from '../../support/hosted.ts';
import { FAKE_CLAUDE } from './fake-claude.ts';

const runScenario = hostScenarios();

/** Where releases are. */
const PLACES = {
  newest: import.meta.url,
  oldest: new URL('../../../../sdks/claude-agent-0-1/package.json', import.meta.url).href,
} as const;

/** How a program runs. */
export interface Way {
  readonly release?: keyof typeof PLACES;
  readonly isTraced?: boolean;
  readonly env?: Readonly<Record<string, string>>;
}

const preludeOf = (release: keyof typeof PLACES): string => `
import { createRequire } from 'node:module';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { trace } from '@opentelemetry/api';
const require = createRequire(${JSON.stringify(PLACES[release])});
const sdk = await import(pathToFileURL(require.resolve('@anthropic-ai/claude-agent-sdk')));
const options = { pathToClaudeCodeExecutable: fileURLToPath(new URL('fake-claude.mjs', import.meta.url)), executable: process.execPath };
const ask = (prompt, more = {}) => sdk.query({ prompt, options: { ...options, ...more } });
const shown = ({ uuid, session_id, ...message }) => JSON.stringify(message);
const isTraced = process.execArgv.includes('llm-otel/register');
`;

/** Runs `use`, in which `sdk` is the package. */
export async function runClaude(
  use: string,
  { release = 'newest', isTraced = true, env = {} }: Way = {},
) {
  const { exitCode, stdout, stderr, callRecords } = await runScenario({
    format: 'esm',
    source: `${preludeOf(release)} ${use}`,
    files: { 'fake-claude.mjs': FAKE_CLAUDE },
    nodeArguments: isTraced ? ['--require', 'llm-otel/register'] : [],
    env: { LLM_OTEL_SPAN_NAMES: 'semconv', ...env },
  });
  const records = isTraced ? callRecords().filter(({ outcome }) => outcome !== undefined) : [];
  return { exitCode, stdout, stderr, records };
}

/** Runs it bare and traced: both must say the same. */
export async function runTwice(use: string, way: Way = {}) {
  const [bare, traced] = await Promise.all([
    runClaude(use, { ...way, isTraced: false }),
    runClaude(use, way),
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
