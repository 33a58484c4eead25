// The protocol's own conformance package finds the same of servers and clients with and without us.

import { runScenario, startScenario, type ScenarioResult } from '@llm-otel/testkit';
import { createRequire } from 'node:module';
import { describe, expect, it } from 'vitest';
import { CLIENT, SERVER } from './conformance-server.ts';

const { resolve } = createRequire(import.meta.url);
/** The package waits for what does not come, and two of it run beside each other. */
const LIMIT_MS = 240_000;
const preload = ['--require', resolve('llm-otel/register')];
const RUN = `
  import { pathToFileURL } from 'node:url';
  await import(pathToFileURL(process.env.CONFORMANCE).href);`;

/** Runs the package, whose output names every check. */
function conformance(
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<ScenarioResult> {
  return runScenario({
    format: 'esm',
    source: RUN,
    files,
    programArguments: args,
    env: { CONFORMANCE: resolve('@modelcontextprotocol/conformance/dist/index.js'), CI: '1' },
    timeoutMs: LIMIT_MS,
  });
}

const summaryOf = ({ stdout }: ScenarioResult): string[] =>
  stdout.split('\n').filter((line) => /^[✓✗~] |^Total:/.test(line));

async function ofServer(isTraced: boolean): Promise<string[]> {
  const server = startScenario({
    format: 'esm',
    source: SERVER,
    nodeArguments: isTraced ? preload : [],
    timeoutMs: LIMIT_MS,
  });
  try {
    const port = await server.waitForStdout(/\d+/);
    const url = `http://127.0.0.1:${port}/mcp`;
    return summaryOf(await conformance(['server', '--url', url]));
  } finally {
    server.kill();
    await server.finished;
  }
}

describe('the conformance package', () => {
  it(
    'finds the same of a server',
    async () => {
      const [traced, bare] = await Promise.all([ofServer(true), ofServer(false)]);
      expect(bare.filter((line) => line.startsWith('✓')).length).toBeGreaterThan(24);
      expect(traced).toEqual(bare);
    },
    LIMIT_MS,
  );

  it.each(['initialize', 'tools_call', 'elicitation-sep1034-client-defaults'])(
    'finds the same of a client: %s',
    async (scenario) => {
      const of = async (isTraced: boolean): Promise<unknown> => {
        const node = [process.execPath, ...(isTraced ? preload : []), 'client.mjs'].join(' ');
        const { exitCode, stdout, stderr } = await conformance(
          ['client', '--command', node, '--scenario', scenario],
          { 'client.mjs': CLIENT },
        );
        const checks = `${stdout}${stderr}`
          .split('\n')
          .filter((line) => /Passed:|SUCCESS|FAIL/.test(line));
        return { exitCode, checks: checks.map((line) => line.replaceAll(/\d{4}-\S+Z/g, 'then')) };
      };
      const [traced, bare] = await Promise.all([of(true), of(false)]);
      expect(bare).toMatchObject({ exitCode: 0 });
      expect((bare as { checks: string[] }).checks).not.toEqual([]);
      expect(traced).toEqual(bare);
    },
  );
});
