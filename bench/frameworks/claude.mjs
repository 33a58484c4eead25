// Asks the Claude Agent SDK as often as it is told, which starts the executable of the tests in the place of Claude Code;
// prints what each query and each further prompt costs. With `provider`, the application has an OpenTelemetry SDK of its
// own. There is no column for the package's own telemetry, which costs this process nothing: `OTEL_*` are read, and spans
// made, by Claude Code; here the package only adds `TRACEPARENT` to the environment of the child, once for each query.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { query } from '@anthropic-ai/claude-agent-sdk';
import { FAKE_CLAUDE } from '../../packages/instrumentation/test/sdks/claude-agent/fake-claude.ts';
import { registerProvider } from '../provider.mjs';
import { costsOf } from '../costs.mjs';

const [, , runs, who] = process.argv;
const spans = who === 'provider' ? registerProvider() : undefined;
const folder = mkdtempSync(path.join(tmpdir(), 'llm-otel-bench-'));
const pathToClaudeCodeExecutable = path.join(folder, 'fake-claude.mjs');
writeFileSync(pathToClaudeCodeExecutable, FAKE_CLAUDE);
const options = { pathToClaudeCodeExecutable, executable: process.execPath };

/** A query that is asked again and again: `next` asks once more, and resolves with the result. */
function startChat() {
  let ask;
  const asked = () =>
    new Promise((resolve) => {
      ask = resolve;
    });
  let waiting = asked();
  async function* prompts() {
    for (;;) {
      const content = await waiting;
      if (content === undefined) return;
      waiting = asked();
      const message = { role: 'user', content };
      yield { type: 'user', message, parent_tool_use_id: null, session_id: '' };
    }
  }
  const messages = query({ prompt: prompts(), options });
  return {
    async next() {
      ask('hello');
      for (;;) if ((await messages.next()).value.type === 'result') return;
    },
    async close() {
      ask(undefined);
      for await (const message of messages) void message;
    },
  };
}

/** Starting a process takes long, and varies. */
const QUERIES = 10;

const queries = await costsOf(
  {
    query: async () => {
      for await (const message of query({ prompt: 'tool', options })) void message;
    },
  },
  Number(runs) / QUERIES,
  spans,
);
const chat = startChat();
const prompts = await costsOf({ prompt: chat.next }, Number(runs), spans);
await chat.close();
rmSync(folder, { recursive: true });
console.log(JSON.stringify({ ...queries, ...prompts }));
