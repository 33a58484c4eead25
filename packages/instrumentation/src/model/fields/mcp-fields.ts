// Part of the table of fields: messages of the Model Context Protocol. A tool that is called by one has them, too.

import { text } from './field.ts';

const ON = ['mcp', 'tool'] as const;

/** Known with the request. */
export const MCP_REQUEST = {
  mcpMethod: text('mcp.method.name', {
    shape: 'method',
    on: ON,
    isEarly: true,
    record: 'mcp_method',
    text: 'The method of the request or notification, such as `tools/call`.',
  }),
  mcpServerName: text('llm_otel.mcp.server.name', {
    shape: 'name',
    on: ON,
    record: 'mcp_server',
    text: 'The name that the server gave itself when the session began.',
  }),
  mcpSessionId: text('mcp.session.id', {
    shape: 'id',
    on: ON,
    record: 'mcp_session_id',
    text: 'The session, if the transport has ids for them.',
  }),
  mcpProtocolVersion: text('mcp.protocol.version', {
    shape: 'word',
    on: ON,
    record: 'attributes',
    text: 'The version of the protocol that client and server agreed on.',
  }),
  jsonrpcRequestId: text('jsonrpc.request.id', {
    shape: 'id',
    on: ON,
    record: 'attributes',
    text: 'The id of the request; notifications have none.',
  }),
  networkTransport: text('network.transport', {
    shape: 'word',
    on: ON,
    record: 'attributes',
    text: '`pipe` over stdio, `tcp` over HTTP and WebSockets; absent within one process.',
  }),
  networkProtocolName: text('network.protocol.name', {
    shape: 'word',
    on: ON,
    record: 'attributes',
    text: '`http` or `websocket`.',
  }),
} as const;

/** Known with the response. */
export const MCP_RESPONSE = {
  mcpServerName: text('llm_otel.mcp.server.name', {
    shape: 'name',
    on: ON,
    record: 'mcp_server',
    text: 'The name that the server gave itself when the session began.',
  }),
  mcpProtocolVersion: text('mcp.protocol.version', {
    shape: 'word',
    on: ON,
    record: 'attributes',
    text: 'The version of the protocol that client and server agreed on.',
  }),
  rpcStatusCode: text('rpc.response.status_code', {
    shape: 'word',
    on: ON,
    record: 'attributes',
    text: 'The code of a JSON-RPC error in the response.',
  }),
} as const;
