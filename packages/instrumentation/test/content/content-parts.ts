// Parts and messages as they are expected, with the canary in them.

import { CANARY, CANARY_BASE64 } from './content-client.ts';

export const text = (content: string): object => ({ type: 'text', content });
export const reasoning = (content: string): object => ({ type: 'reasoning', content });
export const link = (modality: string, end: string): object => ({
  type: 'uri',
  modality,
  uri: `https://example.com/${CANARY}.${end}`,
});
export const blob = (modality: string, mime_type?: string): object => ({
  type: 'blob',
  modality,
  ...(mime_type !== undefined && { mime_type }),
  content: CANARY_BASE64,
});
export const file = (modality: string): object => ({
  type: 'file',
  modality,
  file_id: `f_${CANARY}`,
});
export const generic = (generic_type: string, fields: object = { of: CANARY }): object => ({
  type: 'generic',
  generic_type,
  ...fields,
});
export const call = (id: string, name: string, given: unknown): object => ({
  type: 'tool_call',
  id,
  name,
  arguments: given,
});
export const returned = (id: string, response: unknown): object => ({
  type: 'tool_call_response',
  id,
  response,
});
export const user = (...parts: object[]): object => ({ role: 'user', parts });
export const model = (...parts: object[]): object => ({ role: 'assistant', parts });

/** The call of a tool that the provider runs, and its result. */
export function serverTool(
  type: string,
  id: string,
  given: object,
  result?: object,
  name = type,
): object[] {
  const details = result && { type, ...result };
  return [
    { type: 'server_tool_call', id, name, server_tool_call: { type, ...given } },
    ...(details === undefined
      ? []
      : [{ type: 'server_tool_call_response', id, server_tool_call_response: details }]),
  ];
}
