// Errors quote prompts and answers. Of their texts nothing private leaves, whatever fails, however it quotes
// and wherever it is recorded; whole texts are content.

import { globSync, readFileSync, rmSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { useTracedProgram } from '../support/traced-program.ts';
import { ERROR_PROGRAM } from './error-program.ts';
import { CANARY, QUOTATIONS, UNMARKED } from './error-quotations.ts';

const { sink, start } = useTracedProgram();

const CAPTURE = 'OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT';
const ALL = { [CAPTURE]: 'true' };

/** Everything that the program emits, by outlet. */
interface Emitted {
  readonly '/v1/traces': string;
  readonly '/v1/logs': string;
  readonly '/v1/metrics': string;
  readonly records: string;
  readonly uploads: string;
  readonly output: string;
}

/** Runs the program; `texts` are said by services and by the application. */
async function emitted(
  texts: { readonly service: readonly string[]; readonly own: readonly string[] },
  env: Readonly<Record<string, string>>,
): Promise<Emitted> {
  const said = { SERVICE: JSON.stringify(texts.service), OWN: JSON.stringify(texts.own) };
  const settings = {
    LLM_OTEL_DETAILS_EVENT: 'always',
    LLM_OTEL_LOG_DIR: 'llm_logs',
    OTEL_LOG_LEVEL: 'warn',
  };
  const { directory, exitCode, stdout, stderr } = await start(
    ERROR_PROGRAM,
    { ...settings, ...said, ...env },
    true,
  ).finished;
  try {
    expect({ exitCode, stdout, stderr }).toMatchObject({
      exitCode: 0,
      stdout: expect.stringMatching(/done\n$/),
    });
    const bodies = (where: string): string =>
      sink()
        .requests.filter(({ path: at }) => at === where)
        .map(({ rawBody }) => rawBody)
        .join('\n');
    const files = (pattern: string): string =>
      globSync(pattern, { cwd: directory })
        .map((name) => readFileSync(path.join(directory, name), 'utf8'))
        .join('\n');
    return {
      '/v1/traces': bodies('/v1/traces'),
      '/v1/logs': bodies('/v1/logs'),
      '/v1/metrics': bodies('/v1/metrics'),
      records: files('llm_logs/*.jsonl'),
      uploads: files('uploads/**/*.json'),
      output: stdout + stderr,
    };
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

/** What stands around the canary, where it has leaked. */
function leaks(outlets: Partial<Emitted>): string[] {
  return Object.entries(outlets).flatMap(([outlet, text]) =>
    Array.from(
      text.matchAll(new RegExp(CANARY, 'gi')),
      ({ index }) => `${outlet}: ${text.slice(Math.max(0, index - 80), index + 30)}`,
    ),
  );
}

describe('without content', () => {
  it('no quotation leaves, in whatever form', async () => {
    const outlets = await emitted({ service: [], own: QUOTATIONS }, {});
    expect(outlets.records.length).toBeGreaterThan(1000);
    expect(leaks(outlets)).toEqual([]);
  });

  it('no quotation of a service leaves, and none that the application repeats', async () => {
    // Services are known word by word: the kind of quotation makes no difference.
    const some = QUOTATIONS.filter((_, index) => index % 8 === 0);
    const outlets = await emitted({ service: some, own: [] }, {});
    for (const outlet of ['/v1/traces', '/v1/logs', '/v1/metrics', 'records'] as const) {
      expect(outlets[outlet].length).toBeGreaterThan(1000);
    }
    expect(leaks(outlets)).toEqual([]);
  });

  it('nothing else leaves that services and packages say', async () => {
    expect(leaks(await emitted({ service: UNMARKED, own: [] }, {}))).toEqual([]);
  });
});

const SOME = [QUOTATIONS[0]!, QUOTATIONS[10]!, ...QUOTATIONS.slice(-3)];

describe('with content in part, no whole text leaves', () => {
  it.each([
    ['without prompts', { ...ALL, LLM_OTEL_CAPTURE_PROMPTS: 'false' }],
    ['without responses', { ...ALL, LLM_OTEL_CAPTURE_RESPONSES: 'false' }],
    ['without tools', { ...ALL, LLM_OTEL_CAPTURE_TOOLS: 'false' }],
    ['without documents', { ...ALL, LLM_OTEL_CAPTURE_DOCUMENTS: 'false' }],
    ['without the prompts of this operation', { ...ALL, CHOICE: '{"prompts":false}' }],
    ['with none of this operation', { ...ALL, CHOICE: 'false' }],
    ['past the limit per minute', { ...ALL, LLM_OTEL_CAPTURE_PER_MINUTE: '0' }],
    ['with `machine`', { ...ALL, LLM_OTEL_ERROR_TEXT: 'machine' }],
    [
      'with uploads only',
      {
        OTEL_INSTRUMENTATION_GENAI_COMPLETION_HOOK: 'upload',
        OTEL_INSTRUMENTATION_GENAI_UPLOAD_BASE_PATH: 'uploads',
      },
    ],
  ])('%s', async (_what, env) => {
    expect(leaks(await emitted({ service: SOME, own: SOME }, env))).toEqual([]);
  });
});

describe('a value that is not understood', () => {
  it.each([
    ['LLM_OTEL_ERROR_TEXT', 'whole', 'is not one of redacted, machine; using machine'],
    ['LLM_OTEL_CAPTURE_PER_MINUTE', '-1', 'is not a whole number, 0 or more; using 0'],
  ])('counts as the one that records less: %s=%s', async (name, value, reason) => {
    const outlets = await emitted({ service: SOME, own: SOME }, { ...ALL, [name]: value });
    expect(outlets.output).toContain(`llm-otel: ${name}="${value}" ${reason}`);
    expect(leaks(outlets)).toEqual([]);
  });
});

describe('with all content, whole texts are', () => {
  const texts = { service: SOME, own: SOME };

  it('on spans and in records, and not in events, with SPAN_ONLY', async () => {
    const {
      '/v1/traces': traces,
      records,
      ...others
    } = await emitted(texts, { [CAPTURE]: 'SPAN_ONLY' });
    expect(leaks(others)).toEqual([]);
    expect(traces).toContain(CANARY);
    expect(records).toContain(CANARY);
  });

  it('in events and records, and not on spans, with EVENT_ONLY', async () => {
    const {
      '/v1/logs': logs,
      records,
      ...others
    } = await emitted(texts, { [CAPTURE]: 'EVENT_ONLY' });
    expect(leaks(others)).toEqual([]);
    expect(logs).toContain(CANARY);
    expect(records).toContain(CANARY);
  });

  it('only where content is: status, message and stack have none', async () => {
    const { records } = await emitted(texts, ALL);
    const spans = sink().traces();
    expect(leaks({ '/v1/traces': spans.map(({ status }) => status.message).join('\n') })).toEqual(
      [],
    );
    const attributes = [...spans, ...sink().logs()].flatMap((each) =>
      Object.entries(each.attributes),
    );
    const named = new Set(
      attributes
        .filter(([, value]) => JSON.stringify(value)?.includes(CANARY))
        .map(([name]) => name),
    );
    expect([...named]).toEqual(['llm_otel.error.text']);
    const fields = records
      .split('\n')
      .filter((line) => line !== '')
      .flatMap((line) => Object.entries(JSON.parse(line) as object));
    const held = fields.filter(([, value]) => JSON.stringify(value).includes(CANARY));
    expect([...new Set(held.map(([name]) => name))]).toEqual(['error_text']);
  });
});
