// Secrets and personal data that a sender did not redact do not leave the real collector; all else leaves it
// untouched.

import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { readOtlpFile, type SpanRecord } from '@llm-otel/testkit';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stackBinaries, startStack, type Stack } from '../../scripts/stack/start-stack.ts';
import { findBinary } from '../distribution/binaries.ts';
import { jaegerSpans } from './backends.ts';
import {
  afterLineBreak,
  byNumber,
  CANARIES,
  canariesIn,
  INNOCENTS,
  nested,
  NUMBERS,
  SECRET_NAMES,
} from './canaries.ts';
import { eventually } from './eventually.ts';
import {
  type PlainMap,
  sendCounter,
  sendLog,
  sendSpan,
  SPAN_ID,
  TRACE_ID,
} from './otlp-request.ts';

const missing = stackBinaries.flatMap((name) => findBinary(name).reason ?? []);
const mustRun = process.env['CI'] !== undefined;
if (missing.length > 0 && !mustRun) console.warn(`skipped, since ${missing.join('; ')}`);

const service = (name: string): PlainMap => ({ 'service.name': name });
const SECRETS = CANARIES.flatMap((canary) => [canary, afterLineBreak(canary)]);
const asText = byNumber(SECRETS.map(({ text }) => text));
const asJson = byNumber(
  SECRETS.map(({ text }) => JSON.stringify([{ content: text }])),
  'json',
);
const innocents = byNumber(INNOCENTS);

describe.skipIf(missing.length > 0 && !mustRun)('the collector', () => {
  let directory: string;
  let stack: Stack;
  let collector: string;

  beforeAll(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'llm-otel-second-line-'));
    stack = await startStack({ directory, ports: 'free' });
    collector = stack.endpoints.otlpHttp;
  });
  afterAll(async () => {
    await stack?.stop();
    await rm(directory, { recursive: true, force: true });
  });

  async function spanOf(name: string): Promise<SpanRecord> {
    const { spans } = await readOtlpFile(stack.files.traces);
    const span = spans.find(({ resource }) => resource['service.name'] === name);
    if (span === undefined) throw new Error(`no span of ${name}`);
    return span;
  }

  describe('sent secrets in every place', () => {
    const everywhere = { ...asText, ...asJson, ...nested(asText) };

    beforeAll(async () => {
      const resource = { ...service('leaky'), ...everywhere };
      await sendSpan(collector, {
        resource,
        scope: everywhere,
        attributes: { ...everywhere, ...NUMBERS },
        event: { attributes: everywhere },
        status: Object.values(asText).join('\n'),
      });
      for (const { text } of SECRETS) {
        await sendSpan(collector, {
          name: text,
          traceState: text,
          event: { name: text, attributes: {} },
        });
        await sendLog(collector, { body: text });
      }
      await sendLog(collector, {
        resource,
        scope: everywhere,
        attributes: { ...everywhere, 'llm_otel.body': 'not the body' },
        body: nested(asText),
      });
      await sendLog(collector, { attributes: { 'llm_otel.body': 'not the body' }, body: 42 });
      await sendLog(collector, { resource, body: Object.values(asText) });
      await sendCounter(
        collector,
        SECRETS.map(({ text }, index) => ({ text, index, list: [{ text }] })),
        resource,
        everywhere,
      );
    });

    it('has as many of them as it should', () => {
      expect(CANARIES.length).toBeGreaterThanOrEqual(50);
      expect(new Set(CANARIES.map(({ core }) => core)).size).toBe(CANARIES.length);
      expect(canariesIn(JSON.stringify(everywhere))).toHaveLength(CANARIES.length);
    });

    it('writes none of them to its files', async () => {
      for (const file of Object.values(stack.files)) {
        const text = await readFile(file, 'utf8');
        expect(text).toContain('[SECRET:anthropic_key]');
        expect(canariesIn(text)).toEqual([]);
        expect(text).not.toContain('llm_otel.');
        expect(text).not.toContain('not the body');
      }
    });

    it('shows none of them to Prometheus', async () => {
      const text = await (await fetch(`${stack.endpoints.prometheusExporter}/metrics`)).text();
      expect(text).toContain('[SECRET:anthropic_key]');
      expect(canariesIn(text)).toEqual([]);
    });

    it('sends none of them to Jaeger', async () => {
      const spans = await eventually('spans in Jaeger', async () => {
        const all = await jaegerSpans(stack.endpoints.jaeger, 'leaky');
        return all.length > 0 ? all : undefined;
      });
      expect(canariesIn(JSON.stringify(spans))).toEqual([]);
    });

    it('leaves structured attributes structured, and what stands beside a secret', async () => {
      const { attributes } = await spanOf('leaky');
      const { logs } = await readOtlpFile(stack.files.logs);
      const body = logs.find(
        (log) => typeof log.body === 'object' && !Array.isArray(log.body),
      )?.body;
      const lists = Object.keys(nested(asText)).map((key) => attributes[key]);
      expect(Object.keys(body as object)).toHaveLength(SECRETS.length);
      for (const list of [...lists, ...Object.values(body as object)]) {
        expect(list).toEqual([
          {
            role: 'user',
            index: 7,
            parts: [{ type: 'text', content: { lines: [expect.any(String), 'kept'] } }],
          },
        ]);
      }
      expect(attributes).toMatchObject(NUMBERS);
    });

    it('leaves JSON in a text JSON', async () => {
      const { attributes } = await spanOf('leaky');
      for (const key of Object.keys(asJson)) {
        expect(JSON.parse(String(attributes[key]))).toEqual([{ content: expect.any(String) }]);
      }
    });

    it('says of each what it was', async () => {
      const { attributes } = await spanOf('leaky');
      const index = (name: string): number => SECRETS.findIndex((canary) => canary.name === name);
      const text = (name: string): unknown => attributes[`app.text.${index(name)}`];
      expect(text('e-mail')).toBe('it is [EMAIL], she said');
      expect(text('key in a URL')).toBe(
        'it is https://api.example.com/v1/models?page=2&key=[SECRET:url_parameter]&size=3, she said',
      );
      expect(text('Visa card after a line break')).toBe('first line\n\t[CARD], she said');
      expect(text('IBAN in groups')).toBe('it is [IBAN], she said');
      expect(text('social security number')).toBe('it is [SSN], she said');
    });
  });

  it('masks attributes that are named like a secret, whatever they hold', async () => {
    const named = Object.fromEntries(SECRET_NAMES.map((name) => [name, 'opaque']));
    await sendSpan(collector, {
      resource: { ...service('named'), ...named },
      attributes: { ...named, api_key: ['opaque'] },
      event: { attributes: named },
    });
    const masked = Object.fromEntries(SECRET_NAMES.map((name) => [name, '[REDACTED]']));
    const span = await spanOf('named');
    expect(span.attributes).toEqual(masked);
    expect(span.events[0]?.attributes).toEqual(masked);
    expect(span.resource).toEqual({ ...service('named'), ...masked });
  });

  it('is not confused by an attribute that has the name of one of its own', async () => {
    const attributes = { 'llm_otel.scrub': '{}', 'app.city': 'Paris' };
    await sendSpan(collector, { resource: service('namesake'), attributes });
    expect((await spanOf('namesake')).attributes).toEqual({ 'app.city': 'Paris' });
  });

  describe('sent what is no secret', () => {
    const attributes = { ...innocents, ...nested(innocents), ...NUMBERS };

    it('passes spans on as they are', async () => {
      const sent = { name: 'chat gpt-5.1', status: INNOCENTS.join('\n') };
      const resource = { ...service('innocent'), ...attributes };
      await sendSpan(collector, {
        ...sent,
        resource,
        attributes,
        event: { attributes },
        link: attributes,
      });
      const span = await spanOf('innocent');
      expect(span).toMatchObject({ name: sent.name, traceId: TRACE_ID, spanId: SPAN_ID });
      expect(span.status).toEqual({ code: 'error', message: sent.status });
      expect(span.resource).toEqual(resource);
      expect(span.attributes).toEqual(attributes);
      expect(span.events[0]).toMatchObject({ name: 'exception', attributes });
      expect(span.links[0]).toMatchObject({ traceId: TRACE_ID, attributes });
    });

    it('passes log records on as they are', async () => {
      const bodies = [...INNOCENTS, nested(innocents), INNOCENTS, 42, true];
      const resource = service('innocent');
      for (const body of bodies) {
        await sendLog(collector, { resource, attributes, body, eventName: 'app.event' });
      }
      const { logs } = await readOtlpFile(stack.files.logs);
      const records = logs.filter((log) => log.resource['service.name'] === 'innocent');
      expect(records.map(({ body }) => body)).toEqual(bodies);
      for (const log of records) expect(log).toMatchObject({ eventName: 'app.event', attributes });
    });

    it('keeps every series apart, with its labels and its value', async () => {
      const labels = INNOCENTS.map((text) => ({ text }));
      await sendCounter(collector, labels, service('innocent'));
      const { metrics } = await readOtlpFile(stack.files.metrics);
      const points = metrics.findLast(({ resource }) => resource['service.name'] === 'innocent');
      expect(points?.points.map(({ attributes: own, value }) => [own, value])).toEqual(
        labels.map((own, index) => [own, 1000 + index]),
      );
    });
  });
});
