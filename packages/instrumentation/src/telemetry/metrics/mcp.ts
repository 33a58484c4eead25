// The metrics of the Model Context Protocol: of messages at both ends, and of sessions.

import { otelApi } from '../../foundation/otel-api.ts';
import type { Kind } from '../../model/kinds.ts';
import { serverOf } from '../../model/server.ts';
import type { EndedSession } from '../../model/tracing.ts';
import { ATTRIBUTE as A } from '../conventions/vocabulary.ts';
import type { FinishedOperation } from '../operation.ts';
import { currentMeasurements, record } from './measurements.ts';

type Message = Pick<
  FinishedOperation<Kind>,
  'start' | 'response' | 'errorType' | 'durationSeconds' | 'context'
>;

/** Records a message that has been sent or handled; that of a tool's span as well. */
export function recordMessage(operation: Message): void {
  const { start, response, errorType, durationSeconds, context } = operation;
  const { request } = start;
  const isTool = start.operation !== undefined;
  const { mcp } = currentMeasurements();
  const set = mcp.find({
    [A.mcpMethod]: request.mcpMethod,
    [A.operationName]: start.operation,
    [A.toolName]: isTool ? start.name : undefined,
    [A.promptName]: isTool ? undefined : start.name,
    [A.mcpServerName]: response.mcpServerName ?? request.mcpServerName,
    [A.mcpProtocolVersion]: response.mcpProtocolVersion ?? request.mcpProtocolVersion,
    [A.networkTransport]: request.networkTransport,
    [A.networkProtocolName]: request.networkProtocolName,
    [A.rpcStatusCode]: response.rpcStatusCode,
    [A.serverAddress]: start.serverAddress,
    [A.serverPort]: start.serverPort,
  });
  const name = start.role === 'server' ? 'mcpServerOperation' : 'mcpClientOperation';
  record(mcp.withError(set, errorType), name, durationSeconds, context);
}

/** Records a session that has ended. */
export function recordSession({ role, seconds, errorType, server, ...known }: EndedSession): void {
  const { mcp } = currentMeasurements();
  const found = typeof server === 'string' ? serverOf(server) : server;
  const set = mcp.find({
    [A.mcpServerName]: known.serverName,
    [A.mcpProtocolVersion]: known.protocolVersion,
    [A.networkProtocolName]: known.networkProtocolName,
    [A.serverAddress]: found?.address,
    [A.serverPort]: found?.port,
  });
  const name = role === 'server' ? 'mcpServerSession' : 'mcpClientSession';
  record(mcp.withError(set, errorType), name, seconds, otelApi()!.context.active());
}
