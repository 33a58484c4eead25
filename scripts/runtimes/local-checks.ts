// What the telemetry of packages that run models in the process must be.

import { check, type Finding, ownExtension, readOtlp } from '@llm-otel/conformance';
import type { OtlpSink } from '@llm-otel/testkit';
import {
  CANARY,
  type Attributes,
  type LocalCase,
  type LocalData,
} from '../../packages/instrumentation/test/sdks/local/local-data.ts';
import type { Report } from '../../packages/instrumentation/test/sdks/local/local-process.ts';
import { expectSame } from './comparison.ts';

/** What a process did. */
export interface LocalRun extends Report {
  readonly profile: 'latest' | '1.41';
  readonly spans: ReturnType<OtlpSink['traces']>;
  readonly records: readonly Attributes[];
  /** Lines of OTLP/JSON. */
  readonly sent: string;
}

/** Attributes that the conventions expect, and that a model in the process does not have. */
const OF_SERVICES: ReadonlySet<string | undefined> = new Set([
  'server.address',
  'gen_ai.response.id',
  'gen_ai.response.model',
  'gen_ai.request.encoding_formats',
]);
/** What a response says: the same of a stream and of its twin. */
const OF_RESPONSES = /^gen_ai\.(?:response\.(?!time)|usage|output\.messages)/;

/** Each call has one span and one record, which say what they must. */
export function expectTelemetry(data: LocalData, run: LocalRun): void {
  for (const one of data.cases) expectSpans(data, one, run);
  expectSame(
    'models of the call records',
    run.records.map((record) => record['model_id']).toSorted(),
    data.cases.flatMap((one) => one.spans.map(() => modelOf(data, one))).toSorted(),
  );
  const records = readOtlp(run.sent, data.adapter);
  const { findings } = check(records, { profile: run.profile, extensions: [ownExtension()] });
  const violations = findings
    .filter(({ level }) => level === 'violation')
    .filter((finding) => !isExcused(data, finding));
  expectSame(
    'violations of the conventions',
    violations.map(({ name, message }) => `${name}: ${message}`),
    [],
  );
}

/** What a model in the process does not tell, what an unfinished call lacks, and an operation of our own. */
function isExcused(data: LocalData, { id, name, attribute }: Finding): boolean {
  if (name.startsWith('rerank ') && attribute === 'gen_ai.operation.name') return true;
  const one = data.cases.find((each) => name.endsWith(` ${modelOf(data, each)}`));
  const isUnfinished = one?.spans.some((span) => span['llm_otel.outcome'] !== 'completed');
  return (
    id === 'genai_expected_attribute_missing' &&
    (OF_SERVICES.has(attribute) || isUnfinished === true)
  );
}

function expectSpans(data: LocalData, one: LocalCase, run: LocalRun): void {
  const spans = spansOf(data, one, run);
  expectSame(`the number of spans of ${one.name}`, spans.length, one.spans.length);
  // Calls at once start at the same time: each expected span is one of them.
  const left = [...spans];
  for (const expected of one.spans) {
    const text = JSON.stringify(expected);
    const place = left.findIndex(
      ({ attributes }) => JSON.stringify(only(attributes, expected)) === text,
    );
    const [span] = left.splice(Math.max(0, place), 1);
    expectSame(`a span of ${one.name}`, only(span!.attributes, expected), expected);
    if (run.profile === 'latest' && expected['gen_ai.request.stream'] === true) {
      const time = span!.attributes['gen_ai.response.time_to_first_chunk'];
      expectSame(`the time to the first chunk of ${one.name}`, typeof time, 'number');
    }
  }
}

/** Each method of the package is traced, or it is said why it is not. */
export function expectClassified({ traced, untraced }: LocalData, { methods }: LocalRun): void {
  const unknown = methods.filter(
    (method) => !traced.includes(method) && !untraced.some(([pattern]) => pattern.test(method)),
  );
  expectSame('methods that nobody has classified', unknown, []);
  const missing = traced.filter((method) => !methods.includes(method));
  expectSame('traced methods that the package lacks', missing, []);
}

/** What is said reaches the spans; what a stream says is what its twin says. */
export function expectContent(data: LocalData, run: LocalRun): void {
  for (const one of data.cases) {
    const [span] = spansOf(data, one, run);
    const { said, twin } = one;
    if (said !== undefined) {
      expectSame(`what ${one.name} says`, only(span!.attributes, said), said);
    }
    if (twin === undefined) continue;
    const [other] = spansOf(
      data,
      data.cases.find(({ name }) => name === twin)!,
      run,
    );
    expectSame(`the response of ${one.name}`, responseIn(span!), responseIn(other!));
  }
}

/** No word of what is said leaves, and no folder of the machine. */
export function expectNoContent({ sent, records }: LocalRun): void {
  const told = sent + JSON.stringify(records);
  const words = told.match(new RegExp(`.{0,80}${CANARY}.{0,20}`, 'g'));
  expectSame('content that is off', words, null);
}

function spansOf(data: LocalData, one: LocalCase, { spans }: LocalRun): LocalRun['spans'] {
  const model = modelOf(data, one);
  return spans
    .filter(({ attributes }) => attributes['gen_ai.request.model'] === model)
    .toSorted((a, b) => Number(a.startTimeUnixNano - b.startTimeUnixNano));
}

function modelOf({ extension }: LocalData, { name }: LocalCase): string {
  return `${name}${extension}`;
}

function only(attributes: Attributes, expected: Attributes): Attributes {
  return Object.fromEntries(Object.keys(expected).map((name) => [name, attributes[name]]));
}

function responseIn({ attributes }: LocalRun['spans'][number]): unknown {
  return Object.entries(attributes)
    .filter(([name]) => OF_RESPONSES.test(name))
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}
