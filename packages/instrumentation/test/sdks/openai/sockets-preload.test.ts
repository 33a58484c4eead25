// Programs with sockets under the preload: found in every version and format, on whatever WebSocket,
// and recorded when the process goes.

import { pathToFileURL } from 'node:url';
import {
  runScenario,
  startMockSockets,
  type MockSockets,
  type ScenarioFormat,
} from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { entryOf, type Version } from '../../support/traced-openai.ts';
import { REALTIME_FOLDERS } from '../../support/traced-sockets.ts';

let mock: MockSockets;
beforeAll(async () => {
  mock = await startMockSockets({ answers: true });
});
afterAll(() => mock.close());

/** `const { names } = ...` of a file of `openai`. */
function load(format: ScenarioFormat, version: Version, file: string, names: string): string {
  const location = entryOf(version, `openai/${file}`);
  if (format === 'cjs') return `const { ${names} } = require(${JSON.stringify(location)});`;
  const url = pathToFileURL(location.replace(/js$/, 'mjs')).href;
  return `const { ${names} } = await import(${JSON.stringify(url)});`;
}

async function run(format: ScenarioFormat, source: string): Promise<Record<string, unknown>[]> {
  const result = await runScenario({
    format,
    source: `(async () => { ${source} })();`,
    nodeArguments: ['--require', 'llm-otel/register'],
    env: { OPENAI_API_KEY: 'unused', OPENAI_BASE_URL: mock.url, LLM_OTEL_SPAN_NAMES: 'semconv' },
  });
  expect(result.stderr).toMatch(/^llm-otel: call records are appended to .*\n$/);
  expect(result).toMatchObject({ exitCode: 0, stdout: 'done\n' });
  return result.callRecords();
}

/** Options of a `ws` socket: the SDK insists on TLS, which the server has not. */
const inTheClear = (): string =>
  `{ createConnection: () => process.getBuiltinModule('net').connect(${mock.port}, '127.0.0.1') }`;

const formats: readonly ScenarioFormat[] = ['cjs', 'esm'];
const realtime = Object.entries(REALTIME_FOLDERS) as ['7.59.0', string][];

/** A WebSocket as browsers have it, not an event emitter. */
const webSocket = (): string => `
  const { default: Ws } = await import('ws');
  globalThis.WebSocket = class extends EventTarget {
    constructor(url, protocols) {
      super();
      const ws = (this.ws = new Ws(url, protocols, ${inTheClear()}));
      const dispatch = (type, fields) => this.dispatchEvent(Object.assign(new Event(type), fields));
      ws.on('open', () => dispatch('open'));
      ws.on('message', (data) => dispatch('message', { data: String(data) }));
      ws.on('close', (code) => dispatch('close', { code }));
      ws.on('error', (error) => dispatch('error', { error }));
    }
    get readyState() { return this.ws.readyState; }
    send(data) { this.ws.send(data); }
    close(code, reason) { this.ws.close(code, reason); }
  };`;

const completed = { operation: 'chat', outcome: 'completed', model_id: 'gpt-realtime' };

describe.each(formats)('%s', (format) => {
  it.each(realtime)('traces OpenAIRealtimeWS of openai %s', async (version, folder) => {
    const records = await run(
      format,
      `${load(format, version, `${folder}/ws`, 'OpenAIRealtimeWS')}
       const socket = new OpenAIRealtimeWS({ model: 'gpt-realtime', options: ${inTheClear()} });
       socket.socket.on('open', () => socket.send({ type: 'response.create' }));
       socket.on('response.done', () => { console.log('done'); socket.close(); });`,
    );
    expect(records).toMatchObject([completed]);
  });

  it.each(realtime)('traces OpenAIRealtimeWebSocket of openai %s', async (version, folder) => {
    const records = await run(
      format,
      `${webSocket()}
       ${load(format, version, `${folder}/websocket`, 'OpenAIRealtimeWebSocket')}
       const socket = new OpenAIRealtimeWebSocket({ model: 'gpt-realtime' });
       socket.on('error', () => undefined);
       socket.socket.addEventListener('open', () => socket.send({ type: 'response.create' }));
       socket.on('response.done', () => {
         socket.send({ type: 'response.create', response: { conversation: 'none' } });
         socket.socket.ws.terminate();
         socket.socket.addEventListener('close', () => console.log('done'));
       });`,
    );
    expect(records).toMatchObject([
      completed,
      { ...completed, outcome: 'error', error_code: 'connection_closed' },
    ]);
  });

  it.each(['7.59.0', '7.0.0', '6.49.0'] as const)(
    'traces ResponsesWS of openai %s',
    async (version) => {
      const records = await run(
        format,
        `${load(format, version, 'resources/responses/ws', 'ResponsesWS')}
       ${load(format, version, 'index', 'OpenAI')}
       const socket = new ResponsesWS(new OpenAI());
       socket.send({ type: 'response.create', model: 'gpt-4o', input: 'x' });
       for await (const { message } of socket.stream()) {
         if (message?.type === 'response.completed') { console.log('done'); socket.close(); }
       }`,
      );
      expect(records).toMatchObject([
        { operation: 'chat', outcome: 'completed', model_id: 'gpt-4o' },
      ]);
    },
  );
});

it('records what runs when the process exits', async () => {
  const records = await run(
    'esm',
    `${load('esm', '7.59.0', 'realtime/ws', 'OpenAIRealtimeWS')}
     const socket = new OpenAIRealtimeWS({ model: 'gpt-realtime', options: ${inTheClear()} });
     socket.socket.on('open', () => socket.send({ type: 'response.create' }));
     socket.on('response.created', () => { console.log('done'); process.exit(); });`,
  );
  expect(records).toMatchObject([{ operation: 'chat', outcome: 'abandoned' }]);
});
