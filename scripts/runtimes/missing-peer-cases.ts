// Features of the optional peer, in an application without it.

import type { MockLlm } from '@llm-otel/testkit';
import { CALL_RECORDS_LINE, compare, expectSame, recordedCalls } from './comparison.ts';
import { CALLS, shapes } from './program-shapes.ts';
import { NEWEST_NODES, OPENAI_VERSIONS, type RuntimeCase } from './runtime-case.ts';

/** One line names the missing package; the application runs, and calls are recorded. */
export function missingPeerCases(mock: MockLlm): RuntimeCase[] {
  const line =
    /^llm-otel: OTEL_EXPORTER_OTLP_PROTOCOL=grpc needs @opentelemetry\/sdk-node: npm install @opentelemetry\/sdk-node$/;
  return NEWEST_NODES.map((node) => ({
    name: `node ${node} gRPC without @opentelemetry/sdk-node`,
    run: async () => {
      const comparison = {
        node,
        dependencies: { openai: OPENAI_VERSIONS[0] },
        program: shapes[0]!.program,
        env: { OTEL_EXPORTER_OTLP_PROTOCOL: 'grpc' },
      };
      await compare(mock, comparison, { stderr: [line, CALL_RECORDS_LINE] }, (withUs) =>
        expectSame('call records', recordedCalls(withUs), CALLS),
      );
    },
  }));
}
