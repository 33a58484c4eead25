// Converts messages to operations.

import type { Content } from '../../model/content.ts';
import type { OperationOf } from '../../model/operation.ts';
import { ownValue } from '../../model/size.ts';
import { answersIn, questionsIn } from './input-required.ts';
import { contentOfAnswer, contentOfQuestion } from './questions.ts';
import { versionAgreed } from './session.ts';
import { factsOf, sessionIdOf, transportOf, versionTold } from './transport.ts';
import type { Message, Wire } from './wire.ts';

const CALL_TOOL = 'tools/call';
const GET_PROMPT = 'prompts/get';
const RESOURCES = /^resources\/(?:read|subscribe|unsubscribe)$/;
const VERSION_HEADER = 'mcp-protocol-version';

/** The operation of a message that `wire` sends or handles. */
export function describeMessage(
  wire: Wire,
  message: Message & { readonly method: string },
  role: 'client' | 'server',
  requestId: unknown,
  headers?: Readonly<Record<string, unknown>>,
): OperationOf<'mcp'> {
  const { method, params } = message;
  const transport = transportOf(wire);
  const { server, networkTransport, networkProtocolName } = factsOf(transport);
  const isNamed = method === CALL_TOOL || method === GET_PROMPT;
  const isId = typeof requestId === 'number' || typeof requestId === 'string';
  return {
    kind: 'mcp',
    role,
    operation: method === CALL_TOOL ? 'execute_tool' : undefined,
    name: isNamed ? textOf(ownValue(params, 'name')) : undefined,
    server: role === 'client' ? server : undefined,
    request: {
      mcpMethod: method,
      mcpServerName: textOf((wire._serverVersion ?? wire._serverInfo)?.name),
      mcpSessionId: sessionIdOf(transport),
      mcpProtocolVersion:
        versionAgreed(wire) ?? versionTold(transport) ?? textOf(headers?.[VERSION_HEADER]),
      jsonrpcRequestId: isId ? String(requestId) : undefined,
      networkTransport,
      networkProtocolName,
    },
  };
}

/** The content of a request. */
export function contentOf(message: Message): Content {
  return { ...contentOfRequest(message), ...answersIn(message.params) };
}

function contentOfRequest({ method, params }: Message): Content {
  const given = ownValue(params, 'arguments');
  if (method === CALL_TOOL) return { toolArguments: given };
  if (method === GET_PROMPT) return { promptVariables: given as Content['promptVariables'] };
  const isResource = typeof method === 'string' && RESOURCES.test(method);
  if (isResource) return { resourceUri: textOf(ownValue(params, 'uri')) };
  return contentOfQuestion(method, params) ?? {};
}

/** The content of the result of a request of `method`. */
export function contentOfResult(method: unknown, result: unknown): Content {
  const said = contentOfAnswer(method, result) ?? questionsIn(result);
  if (said !== undefined) return said;
  const structured = ownValue(result, 'structuredContent');
  const content = ownValue(result, 'content');
  // Of a tool; one of older releases has a `toolResult`.
  if (structured !== undefined || Array.isArray(content)) {
    return { toolResult: structured ?? content };
  }
  return {
    toolResult: ownValue(result, 'toolResult'),
    resourceContents: ownValue(result, 'contents'),
    promptMessages: ownValue(result, 'messages'),
  };
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
