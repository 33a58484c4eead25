// Items of provider-run tools: one item holds the call and, once it is done, its result.

import type { ConversationItem } from 'openai/resources/realtime/realtime';
import type { ResponseItem, ResponseOutputItem } from 'openai/resources/responses/responses';
import type { Part } from '../../../model/content.ts';
import { withoutOpaque } from '../../content-parts.ts';
import { toBlob } from '../../data-url.ts';
import { toArguments } from '../../tool-arguments.ts';
import { toToolDefinitions } from '../tool-definitions.ts';

type Item = ResponseOutputItem | ResponseItem | ConversationItem;
type ServerItem = Extract<Item, { type: (typeof TYPES)[number] }> | Hosted;
/** The item says where its tool runs. */
type Hosted = Extract<Item, { type: 'shell_call' | 'tool_search_call' | 'tool_search_output' }>;

const TYPES = [
  'web_search_call',
  'file_search_call',
  'code_interpreter_call',
  'image_generation_call',
  'mcp_call',
  'mcp_list_tools',
  'program',
  'program_output',
] as const;
const KNOWN: ReadonlySet<unknown> = new Set(TYPES);

/** Whether the provider runs the tool of `item`. */
export function isServerItem(item: object): item is ServerItem {
  const { type, execution, environment } = item as {
    type?: unknown;
    execution?: unknown;
    environment?: { type?: unknown } | null;
  };
  if (type === 'shell_call') return environment?.type === 'container_reference';
  if (type === 'tool_search_call' || type === 'tool_search_output') return execution === 'server';
  return KNOWN.has(type);
}

/** The call, and the result if there is one. */
export function toServerParts(item: ServerItem): Part[] {
  switch (item.type) {
    case 'web_search_call':
      return [toCall('web_search', item.id, { status: item.status, action: item.action })];
    case 'file_search_call':
      return [
        toCall('file_search', item.id, { status: item.status, queries: item.queries }),
        ...toResult('file_search', item.id, { results: item.results }),
      ];
    case 'code_interpreter_call':
      return [
        toCall('code_interpreter', item.id, { status: item.status, code: item.code }),
        ...toResult('code_interpreter', item.id, { outputs: item.outputs }),
      ];
    case 'image_generation_call': {
      const { id, status, action, revised_prompt, output_format = 'png' } = item;
      const call = toCall('image_generation', id, { status, action, revised_prompt });
      if (!item.result) return [call];
      const about = { modality: 'image', mimeType: `image/${output_format ?? 'png'}` };
      return [call, toBlob(item.result, about)];
    }
    case 'mcp_call': {
      const { id, name, server_label, output, error } = item;
      const given = toArguments(item.arguments);
      return [
        toCall('mcp', id, { server_label, arguments: given }, name),
        ...toResult('mcp', id, { output, error }),
      ];
    }
    case 'mcp_list_tools': {
      const { id, server_label, error } = item as typeof item & { error?: unknown };
      const tools = item.tools?.map(({ name, description }) => ({ name, description }));
      return toResult('mcp_list_tools', id, { tools, error }, { server_label });
    }
    case 'shell_call':
      return [toCall('shell', item.call_id, { status: item.status, action: item.action })];
    case 'tool_search_call':
      return [toCall('tool_search', item.call_id ?? item.id, { arguments: item.arguments })];
    case 'tool_search_output': {
      const tools = toToolDefinitions(item.tools);
      return toResult('tool_search', item.call_id ?? item.id, { tools });
    }
    case 'program':
      return [toCall('program', item.call_id, { code: item.code })];
    case 'program_output':
      return toResult('program', item.call_id, { status: item.status, result: item.result });
    default:
      return [];
  }
}

function toCall(type: string, id: string | null | undefined, given: object, name = type): Part {
  const details = withoutOpaque(given) as object;
  return {
    type: 'server_tool_call',
    name,
    id: id ?? undefined,
    server_tool_call: { ...details, type },
  };
}

/** `about` alone is no result. */
function toResult(type: string, id: string | null | undefined, result: object, about = {}): Part[] {
  if (Object.values(result).every((value) => value == null)) return [];
  const details = withoutOpaque({ ...about, ...result }) as object;
  const response = { ...details, type };
  return [
    { type: 'server_tool_call_response', id: id ?? undefined, server_tool_call_response: response },
  ];
}
