// What every adapter must do, shown with the calls of its data file: the program sees what it sees without us, each
// call has one span and one record, streams tell what plain calls tell, and content stays where it is.

import { readFileSync } from 'node:fs';
import path from 'node:path';
import { check, type Finding, ownExtension, readOtlp } from '@llm-otel/conformance';
import { beforeAll, describe, expect, it } from 'vitest';
import { useBaselines } from '../baselines/baselines.ts';
import { CANARY, isStreamed, missingIn, type AdapterData } from './adapter-data.ts';
import { runAdapter, type AdapterRun } from './run-adapter.ts';
import { programsOf, type Program } from './ways.ts';

const CONTENT = {
  instructions: 'gen_ai.system_instructions',
  input: 'gen_ai.input.messages',
  output: 'gen_ai.output.messages',
  tools: 'gen_ai.tool.definitions',
} as const;

/** What a response says: equal of a stream and of its twin. */
const OF_RESPONSES = /^gen_ai\.(?:response|usage|output\.messages|output\.type)/;
const DURATION = /^gen_ai\.client\.\w+\.duration$/;
/** Only streams have these. */
const OF_STREAMS = /time_to_first_chunk$/;

/** Each runs both as CommonJS and as ES modules; between them both profiles. */
const VARIANTS = [
  { format: 'cjs', profile: 'latest' },
  { format: 'esm', profile: '1.41' },
] as const;

type Span = AdapterRun['spans'][number];

/** Tests the adapter of `data`, which stands in `file`. */
export function testAdapter(data: AdapterData, file: string): void {
  // An adapter may have several data files.
  const folder = path.basename(path.dirname(file));
  describe(`the adapter ${data.adapter}${folder === data.adapter ? '' : `, ${folder}`}`, () => {
    it('has a data file that lacks nothing', () => {
      expect(missingIn(data, (fixture) => readFixture(file, fixture))).toEqual([]);
    });

    describe.each(VARIANTS)('as $format, in the profile $profile', ({ format, profile }) => {
      const programs = programsOf(data);
      const traced = { profile, records: programs.length };
      const baseline = useBaselines();
      let bare: Pick<AdapterRun, 'observations'>;
      let off: AdapterRun;
      let on: AdapterRun;
      beforeAll(async () => {
        [bare, off, on] = await Promise.all([
          baseline(`adapter-${folder}-${format}`, () => runAdapter({ data, file, format })),
          runAdapter({ data, file, format, traced: { ...traced, content: false } }),
          runAdapter({ data, file, format, traced: { ...traced, content: true } }),
        ]);
      });

      it.each(programs)('runs to its end: $title', ({ title }) => {
        expect(observationOf(bare, title).log).not.toContain('the program threw');
      });

      it.each(programs.filter(isSame))('shows the program nothing of itself: $title', (program) => {
        const seen = observationOf(bare, program.title);
        expect(observationOf(off, program.title)).toEqual(seen);
        expect(observationOf(on, program.title)).toEqual(seen);
      });

      it.each(programs.filter((program) => !isSame(program)))(
        'still differs: $title',
        (program) => {
          const seen = observationOf(bare, program.title);
          expect(observationOf(off, program.title)).not.toEqual(seen);
          expect(observationOf(on, program.title)).not.toEqual(seen);
        },
      );

      it.each(programs)('has one span, one record and one measurement: $title', (program) => {
        for (const run of [off, on]) {
          const { attributes, spanId, traceId } = spanOf(run, program);
          expect(attributes).toMatchObject(told(data, program));
          expect(recordsOf(run, program)).toMatchObject([
            {
              ...(program.way.outcome && { outcome: program.way.outcome }),
              span_id: spanId,
              trace_id: traceId,
            },
          ]);
          expect(durationsOf(run, program)).toBe(1);
        }
      });

      it('ends all that it can end before the process does', () => {
        expect([off.recordsBeforeEnd, on.recordsBeforeEnd]).toEqual([
          programs.length,
          programs.length,
        ]);
      });

      it.each(programs.filter(isRefused))('says why it failed: $title', (program) => {
        for (const run of [off, on]) {
          const { status, attributes } = spanOf(run, program);
          expect(attributes['error.type']).toBe(data.error.type);
          expect(status.code).toBe('error');
          expect(recordsOf(run, program)).toMatchObject([
            { error_code: data.error.type, error_class: data.error.class },
          ]);
        }
      });

      it.each(programs.filter(isTaken))('tells the same streamed and plain: $title', (program) => {
        const twin = programs.find(
          ({ call, way }) => call.name === program.call.twin && way.name === 'taken',
        )!;
        expect(responseIn(spanOf(on, program))).toEqual(responseIn(spanOf(on, twin)));
      });

      it('lets no word of content out where that is off', () => {
        expect(canariesIn(off.sent)).toEqual([]);
        expect(canariesIn(JSON.stringify(off.records))).toEqual([]);
        expect(canariesIn(on.sent)).not.toEqual([]);
      });

      it.each(programs.filter(says))('records what is said: $title', (program) => {
        const { attributes } = spanOf(on, program);
        for (const [aspect, said] of Object.entries(program.call.said!)) {
          expect(attributes[CONTENT[aspect as keyof typeof CONTENT]]).toEqual(said);
        }
      });

      it.each(programs.filter(lacks))('lacks what it is said to lack: $title', (program) => {
        const { attributes } = spanOf(on, program);
        expect(program.call.lacks!.filter((name) => name in attributes)).toEqual([]);
      });

      it('violates nothing of the conventions', () => {
        for (const run of [off, on]) {
          const records = readOtlp(run.sent, data.adapter);
          const extensions = [ownExtension()];
          const { findings } = check(records, { profile, extensions, complete: true });
          const violations = findings
            .filter(({ level }) => level === 'violation')
            .filter((finding) => !isExcused(finding, programs));
          expect(violations.map(({ name, message }) => `${name}: ${message}`)).toEqual([]);
        }
      });
    });
  });
}

/** What a service does not tell, and what would have come last of a stream that is not read to its end. */
function isExcused({ id, name, attribute = '' }: Finding, programs: readonly Program[]): boolean {
  if (id !== 'genai_expected_attribute_missing') return false;
  const { call, way } = programs.find(({ model }) => name.endsWith(` ${model}`))!;
  return way.outcome !== 'completed' || call.lacks?.includes(attribute) === true;
}

/** What the span of a call says whatever comes of it, and more if it succeeds. */
function told(data: AdapterData, { call, way, model }: Program): object {
  const { 'gen_ai.operation.name': operation, ...response } = call.span ?? {};
  return {
    'gen_ai.provider.name': data.provider,
    'gen_ai.operation.name': operation,
    'gen_ai.request.model': model,
    ...(way.outcome && { 'llm_otel.outcome': way.outcome }),
    ...(isStreamed(call) && { 'gen_ai.request.stream': true }),
    ...(way.outcome === 'completed' && response),
  };
}

/** Whether an application sees nothing of us. */
function isSame({ call, way }: Program): boolean {
  return call.differs?.[way.name] === undefined;
}

function isRefused({ way }: Program): boolean {
  return way.answer === 'refused' && way.outcome === 'error';
}

/** Streams that are read to their end. */
function isTaken({ call, way }: Program): boolean {
  return isStreamed(call) && way.outcome === 'completed';
}

function says({ call, way }: Program): boolean {
  return call.said !== undefined && way.outcome === 'completed';
}

function lacks({ call, way }: Program): boolean {
  return (call.lacks ?? []).length > 0 && way.outcome === 'completed';
}

function observationOf(
  run: Pick<AdapterRun, 'observations'>,
  title: string,
): object & { readonly log: unknown } {
  return run.observations.find((one) => one.title === title)!;
}

function spanOf({ spans }: AdapterRun, { model }: Program): Span {
  const [span, ...others] = spans.filter(
    ({ attributes }) => attributes['gen_ai.request.model'] === model,
  );
  expect(others).toEqual([]);
  expect(span).toBeDefined();
  return span!;
}

function recordsOf({ records }: AdapterRun, { model }: Program): AdapterRun['records'] {
  return records.filter((record) => record['model_id'] === model);
}

/** How often the duration of a call was measured: totals are sent again and again. */
function durationsOf({ metrics }: AdapterRun, { model }: Program): number {
  const counts = metrics
    .filter(({ name }) => DURATION.test(name))
    .flatMap(({ points }) => points)
    .filter(({ attributes }) => attributes['gen_ai.request.model'] === model)
    .map(({ count }) => count ?? 0);
  return Math.max(0, ...counts);
}

function responseIn({ attributes }: Span): object {
  return Object.fromEntries(
    Object.entries(attributes).filter(
      ([name]) => OF_RESPONSES.test(name) && !OF_STREAMS.test(name),
    ),
  );
}

/** With what stands around them. Megabytes are searched: an expression that begins with what may stand there takes seconds. */
function canariesIn(sent: string): string[] {
  return Array.from(sent.matchAll(new RegExp(CANARY, 'g')), ({ index }) =>
    sent.slice(Math.max(0, index - 60), index + CANARY.length + 60),
  );
}

function readFixture(file: string, fixture: string): string | undefined {
  try {
    return readFileSync(path.join(path.dirname(file), fixture), 'utf8');
  } catch {
    return undefined;
  }
}
