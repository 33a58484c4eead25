// The line on stderr about an endpoint that does not work, where the endpoint is the real collector.

import { startMockLlm, type MockLlm } from '@llm-otel/testkit';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { selfSigned } from '../../../packages/instrumentation/test/support/self-signed.ts';
import { counted } from './collector-counts.ts';
import { faultyStack, isSkipped, type FaultyStack } from './faulty-stack.ts';
import { linesAbout, ownCounts, startProgram } from './program.ts';
import { storedInFile } from './stored.ts';

const CALLS = 7;
const source = `import OpenAI from 'openai';
  const client = new OpenAI();
  for (let call = 0; call < ${CALLS}; call += 1) {
    const messages = [{ role: 'user', content: 'What is a span?' }];
    await client.chat.completions.create({ model: 'gpt-4o', messages });
  }
  console.log('done');`;

let mock: MockLlm;
beforeAll(async () => {
  mock = await startMockLlm();
});
afterAll(() => mock.close());

/** How the collector is started, and where the application sends. */
interface Case {
  readonly what: string;
  readonly config?: (stack: FaultyStack) => Promise<object>;
  readonly isDown?: boolean;
  readonly endpoint: (stack: FaultyStack) => string;
  readonly reason: string;
  readonly wayOut: string;
}

const secure = (url: string): string => url.replace('http:', 'https:');
const cases: readonly Case[] = [
  {
    what: 'refuses connections',
    isDown: true,
    endpoint: ({ endpoints }) => endpoints.otlpHttp,
    reason: 'nothing listens there (ECONNREFUSED)',
    wayOut: 'start a collector there, or correct OTEL_EXPORTER_OTLP_ENDPOINT',
  },
  {
    what: 'wants a token',
    config: async () => wantsToken,
    endpoint: ({ endpoints }) => endpoints.otlpHttp,
    reason: 'it answered 401 Unauthorized',
    wayOut: 'set OTEL_EXPORTER_OTLP_HEADERS to the credentials that it wants',
  },
  {
    what: 'knows no such path',
    endpoint: ({ endpoints }) => `${endpoints.otlpHttp}/otlp`,
    reason: 'it answered 404 Not Found',
    wayOut: 'is appended to OTEL_EXPORTER_OTLP_ENDPOINT, which must be the base URL',
  },
  {
    what: 'speaks gRPC on this port',
    endpoint: ({ endpoints }) => endpoints.otlpGrpc,
    reason: 'it does not speak HTTP/1.1',
    wayOut: 'is this the gRPC port (4317)?',
  },
  {
    what: 'does not speak TLS',
    endpoint: ({ endpoints }) => secure(endpoints.otlpHttp),
    reason: 'it does not speak TLS',
    wayOut: 'write http:// in OTEL_EXPORTER_OTLP_ENDPOINT',
  },
  {
    what: 'speaks TLS with a certificate of nobody',
    config: speaksTls,
    endpoint: ({ endpoints }) => secure(endpoints.otlpHttp),
    reason: 'its certificate is not trusted',
    wayOut: 'OTEL_EXPORTER_OTLP_CERTIFICATE',
  },
  {
    what: 'speaks TLS and is not spoken to with it',
    config: speaksTls,
    endpoint: ({ endpoints }) => endpoints.otlpHttp,
    reason: 'it speaks TLS',
    wayOut: 'write https:// in OTEL_EXPORTER_OTLP_ENDPOINT',
  },
];

const wantsToken = {
  extensions: { bearertokenauth: { token: 'sesame' } },
  receivers: { otlp: { protocols: { http: { auth: { authenticator: 'bearertokenauth' } } } } },
  service: { extensions: ['health_check', 'file_storage/queue', 'bearertokenauth'] },
};

async function speaksTls({ directory }: FaultyStack): Promise<object> {
  const [cert_file, key_file] = ['cert', 'key'].map((name) => path.join(directory, `${name}.pem`));
  await writeFile(cert_file!, selfSigned.cert);
  await writeFile(key_file!, selfSigned.key);
  return { receivers: { otlp: { protocols: { http: { tls: { cert_file, key_file } } } } } };
}

describe.skipIf(isSkipped)('the collector', () => {
  it.each(cases)('$what: one line says so, and counts as the collector does', async (each) => {
    const stack = await faultyStack();
    const config = await each.config?.(stack);
    if (each.isDown !== true) {
      const more = config === undefined ? [] : [`--config=yaml:${JSON.stringify(config)}`];
      await stack.start('collector', { parameters: more });
    }
    const endpoint = each.endpoint(stack);
    const { stdout, stderr, exitCode } = await startProgram({
      source,
      endpoint,
      env: { OPENAI_BASE_URL: mock.url, OPENAI_API_KEY: 'unused' },
    }).finished;
    expect({ stdout, exitCode }).toEqual({ stdout: 'done\n', exitCode: 0 });
    const [line = '', ...more] = linesAbout(stderr);
    expect(more).toEqual([]);
    const { lost: points, ...none } = ownCounts(stderr, 'metrics');
    expect(none).toEqual({ sent: 0 });
    // Whichever signal failed first is named first.
    const [, failed, reason, lost] =
      /^llm-otel: OTLP to (\S+) fails \((?:traces, metrics|metrics, traces)\): (.*) Lost so far: (.*)\.$/.exec(
        line,
      ) ?? [];
    expect(failed).toBe(endpoint);
    expect(reason).toContain(each.reason);
    expect(reason).toContain(each.wayOut);
    expect(lost?.split(', ').toSorted()).toEqual(
      [`${CALLS} spans`, `${points} metric points`].toSorted(),
    );
    expect(ownCounts(stderr)).toEqual({ sent: 0, lost: CALLS });
    expect((await storedInFile(stack.files.traces)).identities.size).toBe(0);
    if (each.isDown === true) return;
    const { collectorMetrics } = stack.endpoints;
    for (const items of ['spans', 'metric_points']) {
      expect(await counted(collectorMetrics, `otelcol_receiver_accepted_${items}`)).toBe(0);
    }
  });
});
