#!/usr/bin/env node
// The mock LLM server as a command: `mock-llm --port 4010` serves until Ctrl-C, `mock-llm -- node app.mjs` runs a
// program that needs a model.
import { parseArgs } from 'node:util';
import { runWithMock } from './run-with-mock.ts';
import { startMockLlm } from './server.ts';

const usage = `Usage: npm run mock-llm -- [--port 4010] [--host 127.0.0.1]
       mock-llm -- <command> [arguments]    runs a command; with a mock model unless OPENAI_API_KEY is set`;

interface Options {
  readonly port: number;
  readonly host: string;
  readonly help: boolean;
  readonly command: readonly string[];
}

function readOptions(): Options {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      port: { type: 'string', short: 'p', default: '4010' },
      host: { type: 'string', default: '127.0.0.1' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const port = Number(values.port);
  if (!/^\d+$/.test(values.port) || port > 65_535) {
    throw new Error(`--port must be a whole number from 0 to 65535, not "${values.port}"`);
  }
  return { port, host: values.host, help: values.help, command: positionals };
}

function explain(error: unknown, address: string): string {
  const { code, message } = error as NodeJS.ErrnoException;
  if (code === 'EADDRINUSE') return `${address} is already in use; choose another with --port.`;
  if (code === 'EACCES') return `not allowed to listen on ${address}; choose a port above 1023.`;
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN' || code === 'EADDRNOTAVAIL') {
    return `${address} is no address of this machine; check --host.`;
  }
  return message;
}

async function serve(options: { port: number; host: string }): Promise<void> {
  const mock = await startMockLlm(options);
  console.log(`Mock LLM server listening on ${mock.url}

Point the OpenAI SDK at it:
  export OPENAI_BASE_URL=${mock.url}
  export OPENAI_API_KEY=unused
or the Anthropic SDK:
  export ANTHROPIC_BASE_URL=${mock.anthropicUrl}
  export ANTHROPIC_API_KEY=unused

Ask for another behaviour with x-mock-* headers, see packages/testkit/README.md:
  export OPENAI_CUSTOM_HEADERS='x-mock-status: 429'`);
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void mock.close());
  }
}

async function main(): Promise<void> {
  let address = '';
  try {
    const { port, host, help, command } = readOptions();
    if (help) {
      console.log(usage);
      return;
    }
    if (command.length > 0) {
      process.exitCode = await runWithMock(command);
      return;
    }
    address = `${host}:${port}`;
    await serve({ port, host });
  } catch (error) {
    console.error(`mock-llm: ${explain(error, address)}\n${usage}`);
    process.exitCode = 1;
  }
}

await main();
