// Every answer is as /openapi.json describes it.
import { Ajv2020 } from 'ajv/dist/2020.js';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { programLog } from './program-log.ts';
import { hex } from './records.ts';
import { type Served, startServing, YEAR } from './served.ts';

const TOKEN = 'metadata-and-content';
const AUTHORIZATION = { authorization: `Bearer ${TOKEN}` };
let served: Served;
let trace: string;
let request: string;
// oxlint-disable-next-line typescript/no-explicit-any -- a whole OpenAPI document
let description: any;
beforeAll(async () => {
  const { directory, records } = await programLog();
  trace = String(records[0]!['trace_id']);
  request = String(records[0]!['request_id']);
  served = await startServing(directory, [], { LLM_OTEL_SERVE_CONTENT_TOKEN: TOKEN });
  description = (await served.get('/openapi.json')).json;
});
afterAll(async () => void (await served.stop()));

const CASES: readonly (readonly [path: string, ask: () => string, status: number])[] = [
  ['/v1/logs', () => `/v1/logs?${YEAR}&limit=2`, 200],
  ['/v1/logs', () => '/v1/logs', 400],
  ['/v1/traces/{trace_id}', () => `/v1/traces/${trace}`, 200],
  ['/v1/traces/{trace_id}', () => `/v1/traces/${hex(1, 32)}`, 404],
  ['/v1/traces/{trace_id}', () => '/v1/traces/x', 400],
  ['/v1/sessions/{id}', () => '/v1/sessions/session-1?limit=2', 200],
  ['/v1/sessions/{id}', () => '/v1/sessions/none', 404],
  ['/v1/calls/{id}', () => `/v1/calls/${request}`, 200],
  ['/v1/calls/{id}', () => '/v1/calls/none', 404],
  ['/v1/metrics', () => '/v1/metrics', 200],
  ['/v1/metrics', () => '/v1/metrics?limit=1', 400],
  ['/v1/metrics/prometheus', () => '/v1/metrics/prometheus', 200],
  ['/v1/stats', () => '/v1/stats?group_by=model,hour', 200],
  ['/v1/stats', () => '/v1/stats?group_by=,', 400],
  ['/v1/export', () => '/v1/export?format=csv', 200],
  ['/v1/export', () => '/v1/export?format=xml', 400],
  ['/health', () => '/health', 200],
  ['/ready', () => '/ready', 200],
];

it('describes all paths', () => {
  expect(description.openapi).toBe('3.1.0');
  expect(new Set(Object.keys(description.paths))).toEqual(new Set(CASES.map(([path]) => path)));
  for (const methods of Object.values(description.paths)) {
    expect(Object.keys(methods as object)).toEqual(['get']);
  }
});

it.each(CASES)('%s: %s answers %i as described', async (path, toPath, status) => {
  const answer = await served.get(toPath(), { headers: AUTHORIZATION });
  expect(answer.status).toBe(status);
  const { content } = description.paths[path].get.responses[status];
  const type = answer.headers['content-type']!.split(';')[0]!;
  expect(Object.keys(content)).toContain(type);
  const ajv = new Ajv2020({ strict: false, allErrors: true });
  const validate = ajv.compile({
    ...content[type].schema,
    components: description.components,
  });
  validate(answer.json ?? answer.body);
  expect(validate.errors).toBeNull();
});

it.each(['/v1/logs', '/v1/export', '/openapi.json/x'])('%s asks for the token', async (path) => {
  const { status, json } = await served.get(path);
  expect(status).toBe(401);
  expect(json).toEqual({
    type: 'about:blank',
    title: 'Token needed',
    status: 401,
    detail: expect.any(String),
  });
});
