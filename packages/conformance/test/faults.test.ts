// Every rule against real telemetry: whole, nothing is found; broken in one place, that is found and
// nothing else.
import { beforeAll, describe, expect, it } from 'vitest';
import { FINDINGS, type Profile } from '../src/index.ts';
import { emit, WHOLE } from './emitted.ts';
import {
  addDetails,
  EVENT_FAULTS,
  exception,
  METRIC_FAULTS,
  RESOURCE_FAULTS,
} from './metric-faults.ts';
import { ATTRIBUTE_FAULTS, type Fault, SPAN_FAULTS } from './span-faults.ts';
import { FAULTS_1_41 } from './v1-41-faults.ts';
import {
  double,
  int,
  json,
  newFindings,
  pointsOf,
  remove,
  set,
  structure,
  Telemetry,
  text,
  toLabel,
} from './telemetry.ts';

const emitted: Partial<Record<Profile, string>> = {};
beforeAll(async () => {
  for (const profile of ['latest', '1.41'] as const) {
    emitted[profile] = await emit(WHOLE, { LLM_OTEL_SEMCONV: profile });
  }
});

const whole = (profile: Profile = 'latest'): Telemetry => new Telemetry(emitted[profile]!);

/** The new findings that follow from a fault. */
function foundAfter({ change }: Pick<Fault, 'change'>, profile: Profile = 'latest'): string[] {
  const broken = whole(profile);
  change(broken);
  return newFindings(whole(profile).findings({ profile }), broken.findings({ profile }));
}

describe.each(['latest', '1.41'] as const)('profile %s', (profile) => {
  it('finds no violation in whole telemetry', () => {
    const telemetry = whole(profile);
    expect(telemetry.spans().length).toBeGreaterThan(10);
    expect(telemetry.metrics().length).toBeGreaterThan(3);
    const violations = telemetry.findings({ profile }).filter((f) => f.level === 'violation');
    expect(violations).toEqual([]);
  });
});

const ALL: readonly Fault[] = [
  ...ATTRIBUTE_FAULTS,
  ...SPAN_FAULTS,
  ...METRIC_FAULTS,
  ...RESOURCE_FAULTS,
];

it.each(ALL)('finds $what', (fault) => {
  expect(foundAfter(fault)).toEqual(fault.found);
});

it.each(FAULTS_1_41)('finds $what in profile 1.41', (fault) => {
  expect(foundAfter(fault, '1.41')).toEqual(fault.found);
});

describe('an event', () => {
  const isWorth = (label: string): boolean => !label.startsWith('information');

  it.each(EVENT_FAULTS)('$what is found', (fault) => {
    expect(foundAfter(fault).filter(isWorth)).toEqual(fault.found);
  });

  it('has no finding if it is good', () => {
    const change = (telemetry: Telemetry): void => {
      const parts = [{ type: 'text', content: 'What is a span?' }];
      addDetails(telemetry, structure([{ role: 'user', parts }]));
      telemetry.addEvent('gen_ai.client.operation.exception', 13, exception('Error', 'far'));
    };
    expect(foundAfter({ change }).filter(isWorth)).toEqual([]);
  });
});

describe('what is allowed', () => {
  const none: readonly (readonly [string, Fault['change']])[] = [
    [
      'an int for a double, as JavaScript writes whole numbers',
      (all) => set(all.span('chat sampled'), 'gen_ai.request.temperature', int(1)),
    ],
    [
      'a double for a double',
      (all) => set(all.span('chat sampled'), 'gen_ai.request.temperature', double(1)),
    ],
    [
      'an empty list',
      (all) => set(all.span('chat gpt-4o'), 'gen_ai.response.finish_reasons', { arrayValue: {} }),
    ],
    [
      'an in-process model',
      (all) => {
        all.span('chat gpt-4o').kind = 1;
      },
    ],
    [
      'an exponential histogram',
      (all) => {
        const metric = all.metric('gen_ai.client.inference.duration');
        metric.exponentialHistogram = metric.histogram!;
        delete metric.histogram;
        for (const point of pointsOf(metric)) delete point.explicitBounds;
      },
    ],
    [
      'points beyond the limit of attribute sets',
      (all) => {
        const point = all.point('gen_ai.client.inference.duration');
        point.attributes = [{ key: 'otel.metric.overflow', value: { boolValue: true } }];
      },
    ],
    [
      'a part of an unknown type, and a known one with fields of its own',
      (all) => {
        const parts = [{ type: 'hologram' }, { type: 'text', content: 'x', cache: 'y' }];
        set(all.span('chat gpt-4o'), 'gen_ai.input.messages', json([{ role: 'user', parts }]));
      },
    ],
    [
      'the main agent on the resource',
      (all) => set(all.resource, 'gen_ai.main_agent.id', text('asst_1')),
    ],
    [
      'an MCP span with the operation of its tool',
      (all) => {
        const span = all.span('execute_tool weather');
        set(span, 'mcp.method.name', text('tools/call'));
        remove(span, 'gen_ai.conversation.id', 'gen_ai.tool.call.id');
        remove(span, 'gen_ai.tool.description', 'gen_ai.tool.type');
        span.name = 'tools/call weather';
        span.kind = 3;
      },
    ],
  ];

  it.each(none)('%s', (_what, change) => {
    const worth = foundAfter({ change }).filter((label) => !label.startsWith('information'));
    expect(worth).toEqual([]);
  });

  it('is what llm-otel emits under its own names', async () => {
    const telemetry = new Telemetry(await emit(WHOLE, { LLM_OTEL_SPAN_NAMES: 'product' }));
    const violations = (names: 'product' | 'convention'): string[] =>
      telemetry
        .findings({ names })
        .filter(({ level }) => level === 'violation')
        .map(({ id, name }) => `${id} ${name}`);
    expect(violations('product')).toEqual([]);
    expect(new Set(violations('convention'))).toEqual(
      new Set(['llm.call', 'chain.step', 'retrieval'].map((n) => `genai_span_name_format ${n}`)),
    );
  });

  it('is a product name where products name spans', () => {
    const telemetry = whole();
    telemetry.span('embeddings text-embedding-3-small').name = 'llm.call';
    telemetry.span('invoke_workflow answer').name = 'llm.call';
    const names = telemetry
      .findings({ names: 'product' })
      .filter(({ id }) => id === 'genai_span_name_format');
    expect(names.map(({ message }) => message)).toEqual([
      'the name is "llm.call"; name it "invoke_workflow answer"',
    ]);
  });
});

describe('what is only reported on demand or as information', () => {
  it('names in development', () => {
    const labels = whole().findings({ stability: true }).map(toLabel);
    expect(labels).toContain('improvement not_stable span gen_ai.request.model');
    expect(labels).not.toContain('improvement not_stable span server.address');
    expect(whole().findings().map(toLabel).join()).not.toContain('not_stable');
  });

  it('opt-in attributes', () => {
    const label = 'information opt_in_attribute_not_present span gen_ai.tool.definitions';
    expect(whole().findings().map(toLabel)).toContain(label);
    const telemetry = whole();
    for (const span of telemetry.spans()) set(span, 'gen_ai.tool.definitions', json([]));
    expect(telemetry.findings().map(toLabel)).not.toContain(label);
  });

  it('names of a draft', () => {
    expect(whole().findings().map(toLabel)).toContain('information unconfirmed_name metric');
  });

  it('what a failed call cannot have', () => {
    const telemetry = whole();
    remove(telemetry.span('chat gpt-4o'), 'gen_ai.response.id');
    expect(telemetry.findings().map(toLabel)).toContain(
      'violation genai_expected_attribute_missing span gen_ai.response.id',
    );
    const failed = whole().findings();
    expect(failed.map(toLabel)).toContain(
      'information genai_expected_attribute_missing span gen_ai.response.id',
    );
  });

  it('metrics and events that belong to a span, if the input is complete', () => {
    const telemetry = whole();
    const missing = (complete: boolean): string[] =>
      telemetry
        .findings({ complete })
        .filter(({ id }) => id === 'signal_not_present')
        .map(({ name }) => name);
    expect(missing(true)).toEqual([]);
    telemetry.dropEvents();
    expect(missing(true)).toContain('gen_ai.client.inference.operation.details');
    telemetry.metric('gen_ai.client.inference.duration').name = 'app.duration';
    telemetry.metric('gen_ai.client.inference.time_to_first_chunk').name = 'app.first';
    expect(missing(true)).toContain('gen_ai.client.inference.duration');
    expect(missing(true)).toContain('gen_ai.client.inference.time_to_first_chunk');
    expect(missing(false)).toEqual([]);
    telemetry.replaceSpans((spans) => spans.filter(({ name }) => name === 'chat sampled'));
    expect(missing(true)).not.toContain('gen_ai.client.inference.time_to_first_chunk');
  });
});

it('has a fault for every kind of finding', () => {
  const onDemand = ['not_stable', 'opt_in_attribute_not_present', 'unconfirmed_name'];
  const labels = [...ALL, ...EVENT_FAULTS].flatMap(({ found }) => found);
  const ids = labels.map((label) => label.split(' ')[1]);
  const known = [...ids, ...onDemand, 'signal_not_present'];
  expect(Object.keys(FINDINGS).filter((id) => !known.includes(id))).toEqual([]);
});
