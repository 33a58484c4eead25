// Which switches rule a part of a message: results of searches are results of tools and documents, so they
// are left out if either is. A part that may be anything counts as both.

import type { Part } from '../model/content.ts';
import type { Capture } from './capture.ts';
import { REDACTED } from './redact.ts';

/** Provider tools that return documents; `tool_search` returns tools. */
const SEARCH = /(?<!tool_)search|fetch|retriev|url_context|grounding|maps|memory|knowledge/i;
/** In a call of such a tool: what was found. */
const FOUND: ReadonlySet<string> = new Set(['sources', 'results', 'documents']);
/** Parts without a type in the conventions that are neither of tools nor of documents. */
const SPOKEN: ReadonlySet<string> = new Set(['refusal', 'redacted_thinking', 'item_reference']);

/** `part` with only what `capture` records: its type and ids stay. */
export function visiblePart(part: Part, capture: Capture): Part {
  const { prompts, responses, tools, documents } = capture;
  switch (part.type) {
    case 'tool_call':
      return tools || part.arguments === undefined ? part : { ...part, arguments: REDACTED };
    case 'tool_call_response':
      return { ...part, response: tools ? visibleResult(part.response, capture) : REDACTED };
    case 'server_tool_call': {
      const { type = part.name, ...details } = part.server_tool_call ?? {};
      if (!tools) return { ...part, server_tool_call: { type } };
      if (documents || !SEARCH.test(type)) return part;
      return { ...part, server_tool_call: { ...(withoutFound(details) as object), type } };
    }
    case 'server_tool_call_response': {
      const { type = 'unknown' } = part.server_tool_call_response ?? {};
      const isShown = tools && (documents || !SEARCH.test(type));
      return isShown ? part : { ...part, server_tool_call_response: { type } };
    }
    case 'generic': {
      const { type, generic_type } = part;
      const isShown = SPOKEN.has(generic_type) || (tools && documents);
      return isShown ? part : { type, generic_type, content: REDACTED };
    }
    // A summary of everything that was said before.
    case 'compaction':
      return (prompts && responses && tools && documents) || part.content === undefined
        ? part
        : { ...part, content: REDACTED };
    case 'text': {
      const { modality, ...text } = part;
      if (modality === undefined) return part;
      return documents ? text : { ...text, content: REDACTED };
    }
    case 'blob':
    case 'file':
    case 'uri':
      return documents || part.modality !== 'document' ? part : { type: 'text', content: REDACTED };
    default:
      return part;
  }
}

/** Results of tools may consist of parts, with an error or without. */
function visibleResult(result: unknown, capture: Capture): unknown {
  if (typeof result !== 'object' || result === null) return result;
  if (Array.isArray(result)) return result.map((item) => visibleItem(item, capture));
  const { content } = result as { readonly content?: unknown };
  if (typeof (result as { type?: unknown }).type === 'string') return visibleItem(result, capture);
  return Array.isArray(content)
    ? { ...result, content: content.map((item) => visibleItem(item, capture)) }
    : result;
}

function visibleItem(item: unknown, capture: Capture): unknown {
  const isPart = typeof (item as { type?: unknown } | null)?.type === 'string';
  return isPart ? visiblePart(item as Part, capture) : item;
}

function withoutFound(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      FOUND.has(key) ? REDACTED : withoutFound(item),
    ]),
  );
}
