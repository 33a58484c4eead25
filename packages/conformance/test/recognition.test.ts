// Which records are checked at all, and as what.
import { beforeAll, describe, expect, it } from 'vitest';
import { check, type Extension, readOtlp } from '../src/index.ts';
import { emit, WHOLE } from './emitted.ts';
import { remove, set, Telemetry, text, toLabel, type WireSpan } from './telemetry.ts';

let emitted = '';
beforeAll(async () => {
  emitted = await emit({ embeddings: WHOLE.embeddings, steps: WHOLE.steps });
});

/** The labels of what is worth reading about telemetry that was changed. */
function found(change: (telemetry: Telemetry) => void): string[] {
  const telemetry = new Telemetry(emitted);
  change(telemetry);
  return telemetry
    .findings()
    .filter(({ level }) => level !== 'information')
    .map(toLabel);
}

describe('a span', () => {
  it('of a declared scope is checked without a name of GenAI on it', () => {
    const change = (telemetry: Telemetry): void => {
      const span = telemetry.span('rerank');
      remove(span, 'gen_ai.conversation.id');
      set(span, 'app.flavour', text('x'));
    };
    expect(found(change)).toEqual(['violation missing_attribute span app.flavour']);
    expect(
      found((telemetry) => {
        change(telemetry);
        telemetry.setScope('another');
        telemetry.replaceSpans((spans) => spans.filter(({ name }) => name === 'rerank'));
      }),
    ).toEqual([]);
  });

  it('of another scope is checked for what it has of GenAI', () => {
    const labels = found((telemetry) => {
      telemetry.setScope('another');
      const span = telemetry.span('embeddings text-embedding-3-small');
      span.name = 'openai.embeddings';
      remove(span, 'gen_ai.operation.name');
      telemetry.replaceSpans(() => [span]);
    });
    expect(labels).toEqual(['violation required_attribute_not_present span gen_ai.operation.name']);
  });
});

describe('an agent', () => {
  const agent = (span: WireSpan, kind: number): void => {
    span.kind = kind;
    span.name = 'invoke_agent support';
    set(span, 'gen_ai.operation.name', text('invoke_agent'));
    set(span, 'gen_ai.agent.name', text('support'));
  };
  const provider = 'gen_ai.provider.name';

  it('in the process must not have a provider', () => {
    const label = `violation unexpected_attribute span ${provider}`;
    expect(
      found((telemetry) => agent(telemetry.span('embeddings text-embedding-3-small'), 1)),
    ).toContain(label);
  });

  it('elsewhere must have one', () => {
    const label = `violation genai_expected_attribute_missing span ${provider}`;
    expect(found((telemetry) => agent(telemetry.span('execute_tool weather'), 3))).toContain(label);
    expect(found((telemetry) => agent(telemetry.span('execute_tool weather'), 1))).not.toContain(
      label,
    );
  });
});

describe('a span of MCP', () => {
  it('is one although it has the operation of its tool', () => {
    const labels = found((telemetry) => {
      const span = telemetry.span('execute_tool weather');
      set(span, 'mcp.method.name', text('tools/call'));
      span.name = 'tools/call weather';
    });
    expect(labels).toContain('violation genai_span_kind_unexpected span');
  });
});

describe('a list', () => {
  const extension: Extension = {
    scopes: [],
    operations: [],
    productNames: {},
    attributes: {
      'app.scores': { type: 'double[]' },
      'app.counts': { type: 'int[]' },
    },
    spans: [],
    metrics: {},
    events: {},
  };
  const list = (...values: object[]): object => ({ arrayValue: { values } });
  const mismatches = (key: string, value: object): string[] => {
    const span = {
      name: 'chat m',
      kind: 3,
      spanId: 'a',
      attributes: [
        { key: 'gen_ai.operation.name', value: text('chat') },
        { key, value },
      ],
    };
    const all = JSON.stringify({ resourceSpans: [{ scopeSpans: [{ spans: [span] }] }] });
    return check(readOtlp(all, 'list'), { extensions: [extension] })
      .findings.filter(({ id }) => id === 'type_mismatch')
      .map(({ message }) => message);
  };

  it('of numbers may mix whole and other ones, as JavaScript writes them', () => {
    const mixed = list({ intValue: '1' }, { doubleValue: 0.5 });
    expect(mismatches('app.scores', mixed)).toEqual([]);
    expect(mismatches('app.counts', mixed)).toEqual([
      'app.counts is [1,0.5] (double[]); make it int[]',
    ]);
    expect(mismatches('app.scores', list({ intValue: 1 }))).toEqual([]);
    expect(mismatches('app.counts', list())).toEqual([]);
  });
});
