// What other instrumentations really tell, against what was called: fixtures of scripts/import-fixtures.ts.
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { ask } from '../hosted-command.ts';
import { faultsOf } from '../record-faults.ts';
import { directory } from '../records.ts';
import { recordsIn } from './otlp-request.ts';

interface Called {
  readonly kind: string;
  readonly model: string;
  readonly failed: boolean;
  readonly input?: number | null;
  readonly output?: number | null;
}

interface Group {
  readonly group: { readonly model_id: string };
  readonly count: number;
  readonly errors: number;
  readonly prompt_tokens: number;
  readonly completion_tokens: number;
}

const FIXTURES = path.join(import.meta.dirname, 'fixtures');
const names = readdirSync(FIXTURES).map((file) => path.basename(file, '.json'));

/** What a producer does not tell in its spans, whoever reads them. */
const UNTOLD: Readonly<Record<string, (called: Called) => Called | undefined>> = {
  // A failed call has no span, a streamed one no tokens, an embedding no tokens.
  'openinference-openai': (call) =>
    call.failed ? undefined : ['streamed', 'embeddings'].includes(call.kind) ? bare(call) : call,
  'traceloop-0.12': withoutFailures,
  'traceloop-0.27': withoutFailures,
  // The span of a failed call has no attribute; tokens of a stream are its own count.
  'openlit-python': (call) =>
    call.failed ? undefined : call.kind === 'streamed' ? { ...call, input: 11, output: 51 } : call,
};
/** Their spans quote a message alone, which has no status and no code. */
const UNCLASSIFIED = ['ai-sdk-4', 'ai-sdk-5', 'ai-sdk-6', 'openinference-vercel'];
/** The span of OpenAI's SDK below a streamed run is of another trace, and names no response. */
const TOLD_TWICE: Readonly<Record<string, number>> = { 'openinference-langchain': 1 };

/** A failed call has no span, nor has an embedding; a streamed one has no tokens. */
function withoutFailures(call: Called): Called | undefined {
  if (call.failed || call.kind === 'embeddings') return undefined;
  return call.kind === 'streamed' ? bare(call) : call;
}

function bare({ kind, model, failed }: Called): Called {
  return { kind, model, failed };
}

async function imported(name: string) {
  const { called, requests } = JSON.parse(
    readFileSync(path.join(FIXTURES, `${name}.json`), 'utf8'),
  ) as { called: Called[]; requests: object[] };
  const source = path.join(directory(), 'source.jsonl');
  writeFileSync(source, requests.map((request) => `${JSON.stringify(request)}\n`).join(''));
  const log = path.join(directory(), 'log');
  const counts = await ask(log, 'import', source);
  const untold = UNTOLD[name] ?? ((call: Called) => call);
  const told = called.map(untold).filter((call) => call !== undefined);
  return { log, counts, records: recordsIn(log), requests, told };
}

/** Protobuf's JSON has ids in base64. */
function toHex(id: string): string {
  return id.length === 16 ? id : Buffer.from(id, 'base64').toString('hex');
}

/** Numbers by model, as `stats` has them. */
function byModel(calls: readonly Called[]): object {
  const groups = Map.groupBy(calls, ({ model }) => model);
  return Object.fromEntries(
    [...groups].map(([model, all]) => [
      model,
      {
        count: all.length,
        errors: all.filter(({ failed }) => failed).length,
        prompt_tokens: all.reduce((sum, { input }) => sum + (input ?? 0), 0),
        completion_tokens: all.reduce((sum, { output }) => sum + (output ?? 0), 0),
      },
    ]),
  );
}

describe.each(names)('%s', (name) => {
  it('is told as it was called', async () => {
    const { log, counts, records, told } = await imported(name);
    for (const record of records) expect(faultsOf(record)).toEqual([]);
    expect(counts).toMatchObject({ unread: {}, doubtful: {}, bad: 0 });
    const { groups } = await ask(log, 'stats', '--group-by', 'model_id');
    const found = (groups as readonly Group[]).map((group) => [
      group.group.model_id,
      {
        count: group.count - (TOLD_TWICE[name] ?? 0),
        errors: group.errors,
        prompt_tokens: group.prompt_tokens,
        completion_tokens: group.completion_tokens,
      },
    ]);
    expect(Object.fromEntries(found)).toEqual(byModel(told));
    const calls = records.filter(({ model_id: model, operation }) => model && operation);
    for (const call of calls) expect(call['provider']).toBe('openai');
    const failed = records.filter(({ success }) => success === false);
    const kind = UNCLASSIFIED.includes(name) ? 'unknown' : 'rate_limit';
    for (const record of failed) expect(record['error_class']).toBe(kind);
  });

  it('keeps the parents', async () => {
    const { records, requests } = await imported(name);
    const told = JSON.stringify(requests).matchAll(
      /"spanId":"([^"]+)",(?:"parentSpanId":"([^"]+)",)?/g,
    );
    const parents = new Map(
      [...told].map(([, id, parent]) => [toHex(id!), parent && toHex(parent)]),
    );
    expect(records.length).toBeGreaterThan(0);
    for (const { span_id: id, parent_span_id: parent } of records) {
      expect([id, parent]).toEqual([id, parents.get(String(id))]);
    }
  });

  it('has content in fields of content only', async () => {
    const { records } = await imported(name);
    const texts = ['What is a', 'weather in Oslo', 'vendor-neutral standard', '"city"', 'sunny'];
    const asked = records.filter((record) =>
      JSON.stringify(record['input_messages'] ?? []).includes('What is a trace?'),
    );
    expect(asked.length).toBeGreaterThan(0);
    const answered = asked.filter((record) =>
      JSON.stringify(record['output_messages'] ?? []).includes('vendor-neutral standard'),
    );
    expect(answered.length).toBeGreaterThan(0);
    for (const record of records) {
      const { attributes, name: title } = record;
      for (const text of texts) expect(JSON.stringify({ attributes, title })).not.toContain(text);
      const messages = [record['input_messages'] ?? [], record['output_messages'] ?? []].flat();
      for (const message of messages) expect(message).toHaveProperty('parts');
    }
  });
});
