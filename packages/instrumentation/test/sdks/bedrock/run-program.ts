// Runs a program that uses Bedrock, bare and traced, against a service that answers by path. The application must see the
// same of both.

import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type OtlpSink, runScenario, startOtlpSink } from '@llm-otel/testkit';
import { expect } from 'vitest';
import { toEventStream } from '../event-stream.ts';

/** An answer: JSON, or the events of a stream. */
export type Answer = { readonly json: unknown } | { readonly events: readonly object[] };

/** What an observer saw. */
interface Seen {
  readonly stdout: string;
  readonly spans: ReturnType<OtlpSink['traces']>;
  readonly metrics: ReturnType<OtlpSink['metrics']>;
  readonly records: readonly Readonly<Record<string, unknown>>[];
  /** All that left the process. */
  readonly sent: string;
}

const SET_UP = `
import { NodeHttpHandler } from '@smithy/node-http-handler';
const options = {
  endpoint: process.env.URL, region: 'us-east-1', maxAttempts: 1, requestHandler: new NodeHttpHandler(),
  credentials: { accessKeyId: 'AKIDEXAMPLE', secretAccessKey: 'none' },
};`;

/** Runs `program`, which has `options` for a client. */
export async function runProgram(
  program: string,
  answers: Readonly<Record<string, Answer>>,
  env: Readonly<Record<string, string>> = {},
): Promise<Seen> {
  const server = createServer((request, response) => {
    request.resume().on('end', () => {
      const answer = answers[request.url!.split('?')[0]!];
      if (answer === undefined) response.writeHead(404).end(request.url);
      else if ('json' in answer) {
        response.writeHead(200, { 'content-type': 'application/json' });
        response.end(JSON.stringify(answer.json));
      } else {
        response.writeHead(200, { 'content-type': 'application/vnd.amazon.eventstream' });
        response.end(toEventStream(answer.events.map((event) => JSON.stringify(event)).join('\n')));
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const sink = await startOtlpSink();
  const source = `${SET_UP}\n${program}`;
  const { port } = server.address() as AddressInfo;
  const URL = `http://127.0.0.1:${port}`;
  try {
    const bare = await runScenario({ format: 'esm', source, env: { URL } });
    const traced = await runScenario({
      format: 'esm',
      source,
      nodeArguments: ['--require', 'llm-otel/register'],
      env: { URL, OTEL_EXPORTER_OTLP_ENDPOINT: sink.url, LLM_OTEL_LOG_DIR: 'llm_logs', ...env },
    });
    expect(traced.stdout).toBe(bare.stdout);
    expect([bare.exitCode, traced.exitCode]).toEqual([0, 0]);
    const records = traced.callRecords().filter((record) => 'outcome' in record);
    return {
      stdout: traced.stdout,
      spans: sink.traces(),
      metrics: sink.metrics(),
      records,
      sent: [...sink.requests.map(({ rawBody }) => rawBody), JSON.stringify(records)].join('\n'),
    };
  } finally {
    server.close();
    await sink.close();
  }
}
