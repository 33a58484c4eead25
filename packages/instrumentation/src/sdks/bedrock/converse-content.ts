// The content of Converse: system prompts, messages, tools. Each block has one member, whose name is its type.

import type {
  ContentBlock,
  ConverseRequest,
  Message as BedrockMessage,
  Tool,
} from '@aws-sdk/client-bedrock-runtime';
import type { Content, Message, Modality, Part, ToolDefinition } from '../../model/content.ts';
import { toGeneric, toMessages, toParts, toTextParts } from '../content-parts.ts';
import { toBlob } from '../data-url.ts';

interface Media {
  readonly format?: string;
  readonly source?: {
    /** As base64 in a body of InvokeModel. */
    readonly bytes?: Uint8Array | string;
    readonly s3Location?: { readonly uri?: string };
    readonly text?: string;
  };
}

/** What a request says. */
export function toInput({ system, messages, toolConfig }: ConverseRequest): Content {
  return {
    systemInstructions: system && toParts(system, (block) => toPart(block as ContentBlock)),
    inputMessages: toMessages(messages, toMessage),
    toolDefinitions: toDefinitions(toolConfig?.tools),
  };
}

/** A message in the conventions' shape. */
export function toMessage({ role, content }: BedrockMessage): Message {
  return { role: role ?? 'unknown', parts: toParts(content, toPart) };
}

function toPart(block: ContentBlock): Part | readonly Part[] {
  if (block.text !== undefined) return toTextParts(block.text);
  const { toolUse, toolResult, reasoningContent } = block;
  if (toolUse !== undefined) {
    const { toolUseId: id, name, input } = toolUse;
    return { type: 'tool_call', id, name: name ?? 'unknown', arguments: input };
  }
  if (toolResult !== undefined) {
    const response = toParts(toolResult.content, (item) =>
      item.json === undefined ? toPart(item as ContentBlock) : toGeneric(item.json, 'json'),
    );
    return { type: 'tool_call_response', id: toolResult.toolUseId, response };
  }
  if (reasoningContent !== undefined) {
    const said = reasoningContent.reasoningText?.text;
    return said ? { type: 'reasoning', content: said } : [];
  }
  // A mark of where the cache ends says nothing.
  if (block.cachePoint !== undefined) return [];
  for (const modality of ['image', 'document', 'video', 'audio'] as const) {
    const media = (block as unknown as Readonly<Record<string, unknown>>)[modality];
    if (media !== undefined) return toMediaPart(modality, media as Media);
  }
  const guarded = block.guardContent?.text?.text;
  if (guarded !== undefined) return toTextParts(guarded);
  const [type = 'unknown'] = Object.keys(block);
  return toGeneric((block as unknown as Readonly<Record<string, unknown>>)[type], type);
}

function toMediaPart(modality: Modality, { format, source }: Media): Part | readonly Part[] {
  const mimeType =
    format !== undefined && modality !== 'document' ? `${modality}/${format}` : undefined;
  const bytes = source?.bytes;
  if (bytes !== undefined) {
    const data = typeof bytes === 'string' ? bytes : Buffer.from(bytes).toString('base64');
    return toBlob(data, { modality, mimeType });
  }
  const uri = source?.s3Location?.uri;
  if (uri !== undefined) return { type: 'uri', modality, mime_type: mimeType, uri };
  return toTextParts(source?.text).map((part) => ({ ...part, modality: 'document' }) as Part);
}

function toDefinitions(tools: readonly Tool[] | undefined): ToolDefinition[] | undefined {
  const definitions = (Array.isArray(tools) ? (tools as readonly Tool[]) : []).flatMap(
    ({ toolSpec: tool }) =>
      tool?.name === undefined
        ? []
        : [
            {
              type: 'function',
              name: tool.name,
              description: tool.description,
              parameters: tool.inputSchema?.json,
            },
          ],
  );
  return definitions.length === 0 ? undefined : definitions;
}
