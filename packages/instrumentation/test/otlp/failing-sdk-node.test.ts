// An endpoint that fails where sdk-node sends: gRPC and protobuf. The line is the same.

import { expect, it } from 'vitest';
import { closedPort, httpReceiver } from '../support/receivers.ts';
import { call, useTracedProgram } from '../support/traced-program.ts';
import { run } from './failing-endpoints.ts';

const { start } = useTracedProgram();

const source = `import OpenAI from 'openai'; const client = new OpenAI(); ${call} process.exitCode = 4;`;
/** Milliseconds: no more attempts after the first. */
const AT_ONCE = '500';

it.each([
  ['http/protobuf', 'it did not answer|nothing listens there'],
  ['grpc', 'no gRPC server answers there|it did not answer'],
])('%s, and nothing listens', async (protocol, reason) => {
  const url = `http://127.0.0.1:${await closedPort()}`;
  const { exitCode, stderr } = await start(source, {
    OTEL_EXPORTER_OTLP_ENDPOINT: url,
    OTEL_EXPORTER_OTLP_PROTOCOL: protocol,
    OTEL_EXPORTER_OTLP_TIMEOUT: AT_ONCE,
    LLM_OTEL_DOCTOR: '1',
  }).finished;
  expect(exitCode).toBe(4);
  expect(stderr.match(/llm-otel: OTLP to/g)).toHaveLength(1);
  expect(stderr).toMatch(
    new RegExp(`^llm-otel: OTLP to ${url} fails \\(.*traces.*\\): (?:${reason})`, 'm'),
  );
  expect(stderr).toMatch(/Lost so far: 1 span/);
  expect(stderr).toMatch(/sent 0 spans in 0 batches; lost 1 span, 1 batch/);
});

it('protobuf, and the receiver refuses', async () => {
  const { port } = await run(httpReceiver(401));
  const { exitCode, stderr } = await start(source, {
    OTEL_EXPORTER_OTLP_ENDPOINT: `http://127.0.0.1:${port}`,
    OTEL_EXPORTER_OTLP_PROTOCOL: 'http/protobuf',
  }).finished;
  expect(exitCode).toBe(4);
  expect(stderr.split('\n')).toEqual([
    expect.stringMatching(
      /^llm-otel: OTLP to \S+ fails \(traces.*\): it answered 401 Unauthorized/,
    ),
    '',
  ]);
});
