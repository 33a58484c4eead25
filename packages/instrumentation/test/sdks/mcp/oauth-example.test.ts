// The SDK's example server with OAuth, and a client that registers, authorizes itself and calls tools that ask it to
// open addresses: alike with and without us.

import { startScenario } from '@llm-otel/testkit';
import { createServer } from 'node:net';
import { createRequire } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { steady } from './example-talk.ts';

const { resolve } = createRequire(import.meta.url);
const preload = ['--require', resolve('llm-otel/register')];
const server = path.join(
  path.dirname(resolve('@modelcontextprotocol/sdk/server')),
  '../examples/server/elicitationUrlExample.js',
);

const CLIENT = `
  const { Client } = await import('@modelcontextprotocol/sdk/client/index.js');
  const { StreamableHTTPClientTransport } = await import('@modelcontextprotocol/sdk/client/streamableHttp.js');
  const { UnauthorizedError } = await import('@modelcontextprotocol/sdk/client/auth.js');
  const show = (...values) => console.log(...values.map((value) => JSON.stringify(value)));
  const redirect = 'http://localhost:8090/callback';
  let code, information, tokens, verifier;
  const authProvider = {
    redirectUrl: redirect,
    clientMetadata: { client_name: 'tester', redirect_uris: [redirect], grant_types: ['authorization_code', 'refresh_token'],
      response_types: ['code'], token_endpoint_auth_method: 'client_secret_post', scope: 'mcp:tools' },
    clientInformation: () => information, saveClientInformation: (given) => { information = given; },
    tokens: () => tokens, saveTokens: (given) => { tokens = given; show(Object.keys(given)); },
    codeVerifier: () => verifier, saveCodeVerifier: (given) => { verifier = given; },
    redirectToAuthorization: async (url) => {
      const answer = await fetch(url, { redirect: 'manual' });
      code = new URL(answer.headers.get('location')).searchParams.get('code');
      show(answer.status, url.pathname);
    },
  };
  const client = new Client({ name: 'tester', version: '1.0.0' }, { capabilities: { elicitation: { url: {} } } });
  const url = new URL('http://localhost:' + process.env.MCP_PORT + '/mcp');
  const first = new StreamableHTTPClientTransport(url, { authProvider });
  await client.connect(first).catch(async (error) => {
    show(error instanceof UnauthorizedError, error.message);
    await first.finishAuth(code);
  });
  const transport = new StreamableHTTPClientTransport(url, { authProvider });
  await client.connect(transport);
  for (const { name } of (await client.listTools()).tools) {
    await client.callTool({ name, arguments: { cartId: 'c-1', param1: 'one' } }).then(show, (error) =>
      show(name, error.constructor.name, error.code, error.message, error.elicitations));
  }
  await transport.terminateSession();
  await client.close();`;

/** A port that nobody has, below those that the system gives to whoever asks for any. */
async function freePort(): Promise<string> {
  const port = 20_000 + Math.floor(Math.random() * 12_000);
  const tried = createServer();
  const isFree = await new Promise<boolean>((done) => {
    tried.once('error', () => done(false)).listen(port, 'localhost', () => done(true));
  });
  if (!isFree) return freePort();
  await new Promise((done) => tried.close(done));
  return String(port);
}

async function talk(isTraced: boolean) {
  const MCP_PORT = await freePort();
  const MCP_AUTH_PORT = await freePort();
  const env = { MCP_PORT, MCP_AUTH_PORT };
  const nodeArguments = isTraced ? preload : [];
  const serving = startScenario({
    format: 'esm',
    source: `await import(${JSON.stringify(pathToFileURL(server).href)});`,
    nodeArguments,
    env,
  });
  try {
    await serving.waitForStdout(/Authorization Server listening/);
    await serving.waitForStdout(/Streamable HTTP Server listening/);
    const client = startScenario({ format: 'esm', source: CLIENT, nodeArguments, env });
    const { exitCode, stdout, stderr, callRecords } = await client.finished;
    serving.kill('SIGINT');
    const served = await serving.finished;
    const port = /port \d+/g;
    return {
      tools: isTraced ? callRecords().filter((one) => one['mcp_method'] === 'tools/call') : [],
      seen: {
        client: [exitCode, steady(stdout), steady(stderr)],
        server: [served.exitCode, served.signal, steady(served.stdout).replaceAll(port, 'port')],
      },
    };
  } finally {
    serving.kill();
  }
}

it('is the same for both', { timeout: 60_000 }, async () => {
  const [traced, bare] = await Promise.all([talk(true), talk(false)]);
  expect(bare.seen.client[0]).toBe(0);
  expect(bare.seen.client[1]).toContain('access_token');
  expect(bare.seen.client[1]).toContain('UrlElicitationRequiredError');
  expect(traced.seen).toEqual(bare.seen);
  expect(traced.tools.map((record) => [record['tool_name'], record['error_code']])).toEqual(
    expect.arrayContaining([['payment-confirm', '-32042']]),
  );
});
