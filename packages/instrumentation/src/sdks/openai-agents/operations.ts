// Which spans of OpenAI Agents are operations, and which.

import type { Operation } from '../../model/operation.ts';
import type { SpanData, ToldTrace } from './told.ts';

/** The name of a workflow that nobody has named. */
const UNNAMED = 'Agent workflow';

/** The operation of a trace. */
export function workflowOf({ name }: ToldTrace): Operation {
  const workflow = { kind: 'workflow', operation: 'invoke_workflow', request: {} } as const;
  return name === UNNAMED ? workflow : { ...workflow, name };
}

/**
 * The operation of a span; `undefined` for one that has none, whose parts belong to what is around it: a task is the run
 * again, a turn is a model call with its tools, a group of speeches is those.
 */
export function operationOf(data: SpanData): Operation | undefined {
  const { type, name, model } = data;
  switch (type) {
    case 'agent':
      return { kind: 'agent', operation: 'invoke_agent', name, request: { agentName: name } };
    case 'function':
      return { kind: 'tool', operation: 'execute_tool', name, request: { toolType: 'function' } };
    case 'response':
      return { kind: 'inference', operation: 'chat', provider: 'openai', request: { model } };
    case 'generation':
      return { kind: 'inference', operation: 'chat', request: { model } };
    case 'transcription':
      return audioOf('text', model);
    case 'speech':
      return audioOf('speech', model);
    case 'guardrail':
      return { kind: 'guardrail', name, request: {} };
    case 'handoff':
      return { kind: 'step', name: labelled('handoff from', data.from_agent), request: {} };
    case 'mcp_tools':
      return { kind: 'step', name: labelled('list tools of', data.server), request: {} };
    case 'custom':
      return { kind: 'step', name, request: {} };
    default:
      return undefined;
  }
}

function audioOf(outputType: 'text' | 'speech', model: string | undefined): Operation {
  const request = { model, outputType };
  return { kind: 'inference', operation: 'generate_content', provider: 'openai', request };
}

function labelled(what: string, name: string | undefined): string {
  return name === undefined ? what : `${what} ${name}`;
}
