// The process that runs all programs, one after another, bare or under the preload. It writes one
// JSON line for each of them to ./observations.jsonl: all that an application could notice.
// Arguments: the entry file of the SDK, then the names of the programs, or none for all.

import { appendFileSync, existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { startMockLlm, type MockLlm } from '@llm-otel/testkit';
import { describeValue, withoutChance } from './description.ts';
import { anthropicPrograms } from './anthropic-programs.ts';
import type { AnthropicModule, OpenAiModule, Program, Stage } from './program.ts';
import { programs as openAiPrograms } from './programs.ts';

/** What a program did that can be compared. */
export interface Observation {
  readonly name: string;
  readonly log: readonly unknown[];
  readonly requests: readonly unknown[];
  readonly unhandled: readonly unknown[];
  readonly warnings: readonly string[];
  readonly output: readonly string[];
}

const [entry = '', ...names] = process.argv.slice(2);
const sdk = (
  entry.endsWith('.mjs')
    ? await import(pathToFileURL(entry).href)
    : createRequire(import.meta.url)(entry)
) as OpenAiModule | AnthropicModule;
const programs = 'Anthropic' in sdk ? anthropicPrograms : openAiPrograms;
const mock = await startMockLlm();
const unhandled: unknown[] = [];
const warnings: string[] = [];
const output: string[] = [];
process.on('unhandledRejection', (reason) => unhandled.push(describeValue(reason, sdk)));
process.on('warning', ({ name, message }) => warnings.push(`${name}: ${message}`));
for (const stream of [process.stdout, process.stderr]) {
  stream.write = (text: unknown): boolean => {
    const line = withoutChance(String(text));
    // The one line that we may write.
    if (!line.startsWith('llm-otel: call records are appended to')) output.push(line);
    return true;
  };
}

for (const [index, program] of programs.entries()) {
  if (names.length > 0 && !names.includes(program.name)) continue;
  const observation = await observe(program, `model-${index}`);
  appendFileSync('observations.jsonl', `${JSON.stringify(observation)}\n`);
}
await collectGarbage();
// Nothing runs at this end: whatever is recorded by now was not recorded because of it.
process.kill(process.pid, 'SIGKILL');

async function observe(program: Program, model: string): Promise<Observation> {
  mock.reset();
  const log: unknown[] = [];
  const stage = {
    ...toClient(),
    model,
    mock,
    log: (...values) => void log.push(...values.map((value) => describeValue(value, sdk))),
    turn,
  } as Stage;
  try {
    await program.run(stage);
  } catch (error) {
    log.push('the program threw', describeValue(error, sdk));
  }
  await turn();
  return {
    name: program.name,
    log,
    requests: mock.requests.map(describeRequest),
    unhandled: unhandled.splice(0),
    warnings: warnings.splice(0),
    output: output.splice(0),
  };
}

function toClient(): Pick<Stage, 'anthropic'> | Pick<Stage, 'client' | 'openai'> {
  const options = { apiKey: 'unused', maxRetries: 0 };
  return 'Anthropic' in sdk
    ? { anthropic: new sdk.Anthropic({ ...options, baseURL: mock.anthropicUrl }) }
    : { openai: sdk, client: new sdk.OpenAI({ ...options, baseURL: mock.url }) };
}

function describeRequest({ method, path, headers, rawBody }: MockLlm['requests'][number]): unknown {
  return [method, path, withoutChance(JSON.stringify(headers)), rawBody];
}

async function turn(): Promise<void> {
  for (let turns = 0; turns < 4; turns += 1) {
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** Lets the registries of finalization know of all that nobody holds any more. */
async function collectGarbage(): Promise<void> {
  const due = programs.reduce((count, { records }) => count + records.length, 0);
  for (let round = 0; round < 50 && existsSync('llm_logs') && countRecords() < due; round += 1) {
    globalThis.gc?.();
    await turn();
  }
}

/** Of calls: a program lists neither its tools nor configurations. */
function countRecords(): number {
  return readdirSync('llm_logs')
    .flatMap((name) => readFileSync(`llm_logs/${name}`, 'utf8').split('\n'))
    .filter((line) => line.includes('"outcome":') && !line.includes('"log_type":"tool_completed"'))
    .length;
}
