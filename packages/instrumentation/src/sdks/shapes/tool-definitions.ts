// The tools that a request offers. Server tools may contain keys: only their names are
// recorded.

import type { ToolDefinition } from '../../model/content.ts';

/** A tool of chat, with fields one level deeper, of the Responses API or of a Realtime session. */
interface AnyTool {
  readonly type?: string;
  readonly name?: string;
  readonly description?: string | null;
  readonly parameters?: unknown;
  readonly function?: AnyTool;
  readonly custom?: AnyTool;
  /** For MCP servers. */
  readonly server_label?: string;
  readonly server_description?: string;
}

/** Tools in the conventions' shape; those of unknown shape are omitted. */
export function toToolDefinitions(
  tools: readonly object[] | null | undefined,
): ToolDefinition[] | undefined {
  if (!Array.isArray(tools)) return undefined;
  const definitions = (tools as readonly (AnyTool | null)[]).flatMap((tool) =>
    typeof tool === 'object' && tool !== null ? [toToolDefinition(tool)] : [],
  );
  return definitions.length === 0 ? undefined : definitions;
}

function toToolDefinition(tool: AnyTool): ToolDefinition {
  const type = tool.type ?? 'function';
  const { name, description, parameters } = tool.function ?? tool.custom ?? tool;
  return {
    type,
    name: name ?? tool.server_label ?? type,
    description: description ?? tool.server_description,
    parameters,
  };
}
