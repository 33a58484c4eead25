// The parts of a content, in requests and responses: each has one field that names its kind.

import type { FunctionCall, Part as GooglePart } from '@google/genai';
import type { Modality, Part } from '../../../model/content.ts';
import { toGeneric, toTextParts } from '../../content-parts.ts';
import { modalityOf, toBlob } from '../../data-url.ts';

/** Converts a part to message parts. An empty text or thought only has a signature. */
export function toPart(part: GooglePart): Part | Part[] {
  const { text, functionCall, functionResponse, inlineData, fileData } = part;
  if (typeof text === 'string') {
    if (part.thought !== true) return toTextParts(text);
    return text === '' ? [] : { type: 'reasoning', content: text };
  }
  if (functionCall != null) return toToolCall(functionCall);
  if (functionResponse != null) {
    const { id, response } = functionResponse;
    return { type: 'tool_call_response', id, response: response ?? null };
  }
  if (inlineData != null) {
    const { data = '', mimeType } = inlineData;
    return toBlob(data, { modality: toModality(mimeType), mimeType });
  }
  if (fileData != null) {
    const { fileUri = '', mimeType } = fileData;
    return { type: 'uri', modality: toModality(mimeType), mime_type: mimeType, uri: fileUri };
  }
  return toOtherPart(part);
}

function toToolCall({ id, name, args, partialArgs }: FunctionCall): Part {
  return { type: 'tool_call', id, name: name ?? 'unknown', arguments: args ?? partialArgs };
}

function toOtherPart(part: GooglePart): Part | Part[] {
  const { executableCode, codeExecutionResult, toolCall, toolResponse } = part;
  if (executableCode != null) return toGeneric(executableCode, 'executable_code');
  if (codeExecutionResult != null) return toGeneric(codeExecutionResult, 'code_execution_result');
  if (toolCall != null) {
    const { id, toolType: type = 'unknown', args } = toolCall;
    return { type: 'server_tool_call', id, name: type, server_tool_call: { type, input: args } };
  }
  if (toolResponse != null) {
    const { id, toolType: type = 'unknown', response } = toolResponse;
    return {
      type: 'server_tool_call_response',
      id,
      server_tool_call_response: { type, content: response },
    };
  }
  // Only the provider can read a signature.
  const { thoughtSignature, ...rest } = part;
  return Object.keys(rest).length === 0 && thoughtSignature !== undefined ? [] : toGeneric(rest);
}

function toModality(mimeType: string | undefined): Modality {
  return modalityOf(mimeType) ?? 'document';
}
