// The alert on tools over the Model Context Protocol, by the server that has them: one that is down, or was changed,
// makes all of its tools fail, and the answers of the models worse.

import { TAG } from '../jaeger-link.ts';
import { enough, every, share } from '../promql.ts';
import { LABEL, NAME } from '../recording.ts';
import type { Series } from '../rule.ts';
import { THRESHOLDS as T, type Windows } from '../thresholds.ts';
import type { About } from './answers.ts';
import { calls, growing, OF_JOB, series } from './samples.ts';

const BY_SERVER = `job, ${LABEL.mcpServer}`;
const CALLS = `${NAME.mcpClient}_count`;
const OF_TOOLS = `${LABEL.operation}="execute_tool"`;

/** Failed calls of the tools of one server, as the client sees them. */
export function toolsOverMcp(w: Windows): About {
  const all = `${CALLS}{${OF_TOOLS}}`;
  const failed = `${CALLS}{${OF_TOOLS}, ${LABEL.errorType}!=""}`;
  return {
    alert: 'LlmMcpToolErrors',
    expr: every(
      [
        `${share(failed, all, w.hour, BY_SERVER)} > ${T.toolFailures}`,
        enough(all, w.hour, T.leastCalls, BY_SERVER),
      ],
      BY_SERVER,
    ),
    summary: `{{ $labels.job }}: {{ $value | humanizePercentage }} of the calls of tools of {{ $labels.${LABEL.mcpServer} }} fail`,
    runbook: {
      means:
        'Tools of a server of the Model Context Protocol fail: their results say so (`tool_error`), or the server answers with an error of JSON-RPC (its code), or not at all (-32000, -32001).',
      promql: `sum by (${BY_SERVER}, ${LABEL.tool}, ${LABEL.errorType}) (increase(${failed}[1h]))`,
      command: 'llm-otel stats --type mcp --since 1h',
      jaeger: { tags: { [TAG.mcpMethod]: 'tools/call', [TAG.errorType]: 'tool_error' } },
      usually:
        'The server was stopped or updated and its tools take other arguments now, what is behind it is down, or a token has expired. -32602 is a mistake of the model or of the client.',
    },
    test: {
      length: 'minutes',
      fires: ran(8, 2),
      silent: ran(99, 1),
      labels: { ...OF_JOB, [LABEL.mcpServer]: 'weather' },
    },
  };
}

function ran(good: number, bad: number): Series {
  const tool = {
    [LABEL.operation]: 'execute_tool',
    [LABEL.mcpServer]: 'weather',
    [LABEL.tool]: 'forecast',
  };
  return {
    ...calls(1),
    [series(CALLS, tool)]: growing(good),
    [series(CALLS, { ...tool, [LABEL.errorType]: 'tool_error' })]: growing(bad),
  };
}
