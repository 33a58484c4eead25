// A client and a server of the Model Context Protocol for tests: the same program with every release and module
// system of the SDK, over every transport.

import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { ScenarioOptions } from '@llm-otel/testkit';
import { KIT } from './kit-program.ts';

/** Where the releases are installed. */
const FROM = {
  '1.32.2': import.meta.url,
  '1.12.0': new URL('../../../../sdks/mcp-1-12/package.json', import.meta.url).href,
} as const;

/** One release in one module system. */
export interface Variant {
  readonly version: keyof typeof FROM;
  readonly format: 'cjs' | 'esm';
}

export const VARIANTS: readonly Variant[] = [
  { version: '1.32.2', format: 'esm' },
  { version: '1.32.2', format: 'cjs' },
  { version: '1.12.0', format: 'esm' },
  { version: '1.12.0', format: 'cjs' },
];

/** The ways of a message from the client to the server. */
export const TRANSPORTS = ['memory', 'stdio', 'http', 'sse', 'websocket'] as const;

/** Words that only content has. */
export const CANARIES = {
  argument: 'quokka-argument',
  result: 'quokka-result',
  failure: 'quokka-failure',
  prompt: 'quokka-prompt',
  message: 'quokka-message',
  resource: 'quokka://resource',
  contents: 'quokka-contents',
} as const;

/** The server as a process. */
const SERVER = `
'use strict';
const { load, makeServer } = require('./kit.cjs');
(async () => {
  const { StdioServerTransport } = await load('server/stdio');
  await (await makeServer()).connect(new StdioServerTransport());
})();
`;

const require = createRequire(import.meta.url);

/** A program in which `kit`, `client`, `types` and a connection over `transport` are at hand. */
export function mcpProgram(
  variant: Variant,
  transport: (typeof TRANSPORTS)[number],
  source: string,
  {
    isTraced = true,
    env = {},
  }: { readonly isTraced?: boolean; readonly env?: Readonly<Record<string, string>> } = {},
): ScenarioOptions {
  const flags = isTraced ? ['--require', require.resolve('llm-otel/register')] : [];
  const from = FROM[variant.version];
  return {
    format: 'cjs',
    nodeArguments: flags,
    env: {
      MCP_VARIANT: JSON.stringify({ from: fileURLToPath(from), format: variant.format }),
      MCP_FLAGS: JSON.stringify(flags),
      MCP_WS: require.resolve('ws'),
      OTEL_SERVICE_NAME: 'client',
      ...env,
    },
    files: { 'kit.cjs': KIT, 'server.cjs': SERVER },
    source: `
      'use strict';
      const kit = require('./kit.cjs');
      const show = (...values) => console.log(...values.map((value) => JSON.stringify(value)));
      (async () => {
        const types = await kit.load('types');
        const client = await kit.makeClient();
        const connect = (env, more) => kit.connect[${JSON.stringify(transport)}](client, env, more);
        const call = (name, given, ...more) => client.callTool({ name, arguments: given }, ...more);
        const told = (error) => show(error.constructor.name, error.code, error.message, Object.keys(error));
        ${source}
      })();`,
  };
}
