// The content blocks of the Messages API, in requests and responses.

import type {
  BetaContentBlock,
  BetaContentBlockParam,
  BetaToolResultBlockParam,
} from '@anthropic-ai/sdk/resources/beta/messages/messages';
import type {
  ContentBlock,
  ContentBlockParam,
  ToolResultBlockParam,
} from '@anthropic-ai/sdk/resources/messages/messages';
import type { Modality, Part } from '../../../model/content.ts';
import { toGeneric, toParts, toTextParts, withoutOpaque } from '../../content-parts.ts';
import { toBlob, toMedia } from '../../data-url.ts';
import { toArguments } from '../../tool-arguments.ts';

/** A block of a message, a response, or a tool result. */
export type AnyBlock =
  | ContentBlock
  | ContentBlockParam
  | BetaContentBlock
  | BetaContentBlockParam
  | Exclude<ToolResult['content'], string | undefined>[number];

type ToolResult = ToolResultBlockParam | BetaToolResultBlockParam;
type Source = Extract<AnyBlock, { type: 'document' | 'image' }>['source'];

/** The message parts of a block. */
export function toBlockParts(block: AnyBlock): Part | Part[] {
  switch (block.type) {
    case 'text':
      return toTextParts(block.text);
    case 'thinking':
      return block.thinking ? { type: 'reasoning', content: block.thinking } : [];
    // Only the provider can read its content.
    case 'redacted_thinking':
      return toGeneric({ type: block.type });
    case 'image':
      return toSourceParts(block.source, 'image');
    case 'document':
      return toSourceParts(block.source, 'document');
    case 'container_upload':
      return { type: 'file', modality: 'document', file_id: block.file_id };
    case 'tool_use': {
      const { id, name } = block;
      return { type: 'tool_call', id, name, arguments: toArguments(block.input) };
    }
    case 'tool_result':
      return { type: 'tool_call_response', id: block.tool_use_id, response: toResponse(block) };
    case 'server_tool_use':
      return toServerCall(block.name, block);
    case 'mcp_tool_use':
      return toServerCall('mcp', block, { server_name: block.server_name });
    case 'compaction':
      return { type: 'compaction', content: block.content ?? undefined };
    default:
      return toOtherPart(block);
  }
}

function toServerCall(
  type: string,
  { id, name, input }: { id: string; name: string; input: unknown },
  about: object = {},
): Part {
  const call = { ...about, type, input: toArguments(input) };
  return { type: 'server_tool_call', id, name, server_tool_call: call };
}

/** Matches results of provider tools by their type suffix; new tools keep appearing. */
function toOtherPart(block: { readonly type: string }): Part {
  const tool = /^(.+)_tool_result$/.exec(block.type)?.[1];
  if (tool === undefined) return toGeneric(block);
  const {
    tool_use_id: id,
    content,
    is_error,
  } = block as {
    readonly tool_use_id?: string;
    readonly content?: unknown;
    readonly is_error?: boolean;
  };
  const error = is_error === true ? { is_error } : {};
  const response = { ...error, type: tool, content: withoutOpaque(content) };
  return { type: 'server_tool_call_response', id, server_tool_call_response: response };
}

function toResponse({ content, is_error }: ToolResult): unknown {
  const response = Array.isArray(content)
    ? toParts<AnyBlock>(content, toBlockParts)
    : (content ?? null);
  return is_error === true ? { content: response, is_error } : response;
}

function toSourceParts(source: Source, modality: Modality): Part | Part[] {
  switch (source.type) {
    case 'base64':
      return toBlob(source.data, { modality, mimeType: source.media_type });
    case 'url':
      return toMedia(source.url, modality);
    case 'file':
      return { type: 'file', modality, file_id: source.file_id };
    case 'text':
      return toTextParts(source.data).map(asDocument);
    case 'content':
      return toParts<AnyBlock>(source.content, toBlockParts).map(asDocument);
    default:
      return toGeneric(source, modality);
  }
}

function asDocument(part: Part): Part {
  return part.type === 'text' ? { ...part, modality: 'document' } : part;
}
