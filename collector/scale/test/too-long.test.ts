// Spans that are longer than a message of Kafka may be: texts are cut; what cannot be cut is left out, counted, and costs
// nothing but itself.

import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { eventually } from '../../test/eventually.ts';
import { counted } from '../../test/faults/collector-counts.ts';
import { sendSpan } from '../../test/otlp-request.ts';
import { isSkippedWithKafka, scaledStack } from './scaled-stack.ts';
import { arrivedAtGateways, sendAcross, smallestLine } from './traffic.ts';

const LONG = 'word '.repeat(20_000);
const MANY = Array.from({ length: 20 }, (_, index) => `text.${index}`);

describe.skipIf(isSkippedWithKafka)('spans that are too long for Kafka', () => {
  it('are cut, or counted and left out', async () => {
    const stack = await scaledStack();
    const { agent, gateway } = await smallestLine(stack);
    const texts = Object.fromEntries(MANY.map((name) => [name, LONG]));
    const lists = Object.fromEntries(MANY.map((name) => [name, [LONG]]));
    await sendSpan(agent.otlpHttp, { name: 'long texts', attributes: texts });
    await sendSpan(agent.otlpHttp, { name: 'long lists', attributes: lists });
    const sent = await sendAcross([agent], { from: 1001, count: 1000 });
    await arrivedAtGateways([gateway], sent.accepted);
    const file = await eventually('the span with long texts', async () => {
      const text = await readFile(gateway.files.traces, 'utf8');
      return text.includes('long texts') ? text : undefined;
    });
    const line = file.split('\n').find((one) => one.includes('long texts'));
    expect(line?.match(/"text\.\d+"/g)).toHaveLength(MANY.length);
    expect(file).not.toContain('long lists');
    expect(await counted(agent.metrics, 'otelcol_processor_filter_spans_filtered')).toBe(1);
    expect(await readFile(agent.log, 'utf8')).not.toContain('Failed to split');
  });
});
