// A client of servers over stdio that speaks JSON-RPC by hand: it asks for everything that a server lists, and notes
// what comes over the wire.

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

interface Line {
  readonly id?: unknown;
  readonly method?: string;
  readonly params?: object;
  readonly result?: Readonly<Record<string, readonly Listed[]>>;
}
interface Listed {
  readonly name: string;
  readonly uri: string;
  readonly arguments?: readonly { readonly name: string }[];
}

/** A server, and what to send to it. */
export interface Server {
  readonly args: readonly string[];
  readonly directory: string;
  /** The arguments of its tools; those that are not named are called without. */
  readonly tools?: Readonly<Record<string, object>>;
  /** Those that are not called: what they do depends on time or on other machines. */
  readonly without?: RegExp;
}

/** What came over the wire, and how the process ended. */
export interface Wire {
  readonly answers: readonly string[];
  /** Notifications and requests of the server, which come when they like. */
  readonly others: readonly string[];
  readonly exitCode: number | null;
  readonly stderr: string;
  readonly traced: number;
}

/** What the server is answered. */
const ANSWERS: Readonly<Record<string, object>> = {
  'roots/list': { roots: [] },
  'sampling/createMessage': {
    role: 'assistant',
    model: 'm-1',
    content: { type: 'text', text: 'a' },
  },
  'elicitation/create': { action: 'decline' },
  ping: {},
};
/** What we say on the standard error. */
const NOTICE = /^llm-otel: call records are appended to /;
const CAPABILITIES = { roots: {}, sampling: {}, elicitation: {} };

/** Runs `server` with flags for Node, and talks to it. */
export async function talkTo(server: Server, flags: readonly string[]): Promise<Wire> {
  const { args, directory, tools = {}, without = /^$/ } = server;
  const child = spawn(process.execPath, [...flags, ...args], {
    cwd: directory,
    env: {
      PATH: process.env['PATH'],
      MEMORY_FILE_PATH: `${directory}/memory.jsonl`,
      LLM_OTEL_LOG_DIR: `${directory}.logs`,
    },
  });
  const answers: string[] = [];
  const others: string[] = [];
  const waiting = new Map<unknown, (line: Line) => void>();
  let traced = 0;
  let stderr = '';
  let next = 0;
  createInterface({ input: child.stderr }).on('line', (text) => {
    if (!NOTICE.test(text)) stderr += `${text}\n`;
  });
  const send = (message: object): unknown =>
    child.stdin.write(`${JSON.stringify({ jsonrpc: '2.0', ...message })}\n`);
  const ask = (method: string, params?: object): Promise<Line> =>
    new Promise((resolve) => {
      next += 1;
      waiting.set(next, resolve);
      send({ id: next, method, params });
    });
  createInterface({ input: child.stdout }).on('line', (text) => {
    // Some print a greeting, which clients ignore.
    const line = text.startsWith('{') ? (JSON.parse(text) as Line) : {};
    if (line.method === undefined) {
      answers.push(steady(text, directory));
      waiting.get(line.id)?.(line);
      return;
    }
    const bare = withoutTrace(line);
    if (bare !== line) traced += 1;
    others.push(steady(JSON.stringify(bare), directory));
    if (line.id !== undefined) send({ id: line.id, result: ANSWERS[line.method] ?? {} });
  });
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));

  const clientInfo = { name: 'raw', version: '1' };
  await ask('initialize', {
    protocolVersion: '2025-06-18',
    capabilities: CAPABILITIES,
    clientInfo,
  });
  send({ method: 'notifications/initialized' });
  const listed = async (method: string, key: string): Promise<readonly Listed[]> =>
    (await ask(method)).result?.[key] ?? [];
  for (const { name } of await listed('tools/list', 'tools')) {
    if (!without.test(name)) await ask('tools/call', { name, arguments: tools[name] ?? {} });
  }
  for (const { name, arguments: named = [] } of await listed('prompts/list', 'prompts')) {
    const given = Object.fromEntries(named.map((argument) => [argument.name, '1']));
    await ask('prompts/get', { name, arguments: given });
  }
  for (const { uri } of await listed('resources/list', 'resources')) {
    await ask('resources/read', { uri });
  }
  await ask('resources/templates/list');
  await ask('acme/none');
  await ask('tools/call', { name: 'none' });
  await ask('tools/call', { arguments: 5 });
  await ask('ping');
  child.stdin.end();
  return { answers, others: others.toSorted(), exitCode: await ended, stderr, traced };
}

/** A message as it is without us, its fields in their order: the trace is all that we add. */
export function withoutTrace<Message extends Line>(line: Message): Message {
  const { _meta: meta, ...params } = (line.params ?? {}) as { readonly _meta?: object };
  if (meta === undefined || !('traceparent' in meta)) return line;
  const { traceparent: _parent, tracestate: _state, ...kept } = meta as Record<string, unknown>;
  const rest = Object.keys(kept).length === 0 ? params : { ...params, _meta: kept };
  const fields = Object.entries(line).flatMap(([name, value]) => {
    if (name !== 'params') return [[name, value as unknown]];
    return Object.keys(rest).length === 0 ? [] : [[name, rest]];
  });
  return Object.fromEntries(fields) as Message;
}

/** What differs from run to run: times and ids. */
function steady(text: string, directory: string): string {
  return text
    .replaceAll(directory, 'DIRECTORY')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'then')
    .replaceAll(/\d{1,2}:\d\d:\d\d(?: [AP]M)?/g, 'then');
}
