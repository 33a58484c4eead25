// The content of generateContent: contents, instructions, tools and candidates in the conventions' shapes.

import type {
  Candidate,
  Content as GoogleContent,
  ContentListUnion,
  ContentUnion,
  GenerateContentParameters,
  GenerateContentResponse,
  Part as GooglePart,
  ToolListUnion,
} from '@google/genai';
import type { Content, Message, OutputMessage, ToolDefinition } from '../../../model/content.ts';
import { toMessages, toParts } from '../../content-parts.ts';
import { toFinishReason } from './finish-reason.ts';
import { toPart } from './parts.ts';

type Item = GoogleContent | GooglePart | string;

/** The instructions, messages and tools of a request. */
export function input({ contents, config }: GenerateContentParameters): Content {
  const { systemInstruction: instructions, tools } = config ?? {};
  return {
    systemInstructions: instructions == null ? undefined : toInstructions(instructions),
    inputMessages: toMessages(toContents(contents), toMessage),
    toolDefinitions: toToolDefinitions(tools),
  };
}

/** The candidates of a response. */
export function output({ candidates }: GenerateContentResponse): Content {
  // A stream that was left early may lack a candidate.
  return { outputMessages: toMessages(Object.values(candidates ?? []), toOutputMessage) };
}

function toInstructions(instructions: ContentUnion) {
  return toContents(instructions as ContentListUnion).flatMap(({ parts }) =>
    toParts<GooglePart>(parts, toPart),
  );
}

/** Adjacent texts and parts form one user message. */
function toContents(contents: ContentListUnion): GoogleContent[] {
  const found: GoogleContent[] = [];
  let bare: GooglePart[] | undefined;
  for (const item of (Array.isArray(contents) ? contents : [contents]) as readonly Item[]) {
    if (isContent(item)) {
      found.push(item);
      bare = undefined;
      continue;
    }
    if (bare === undefined) found.push({ parts: (bare = []) });
    bare.push(typeof item === 'string' ? { text: item } : item);
  }
  return found;
}

function isContent(item: Item): item is GoogleContent {
  return typeof item === 'object' && item !== null && 'parts' in item;
}

function toMessage({ role, parts }: GoogleContent): Message {
  return { role: toRole(role), parts: toParts<GooglePart>(parts, toPart) };
}

function toRole(role: string | undefined): string {
  return role === 'model' ? 'assistant' : (role ?? 'user');
}

function toOutputMessage({ content, finishReason }: Candidate): OutputMessage {
  const parts = toParts<GooglePart>(content?.parts, toPart);
  return { role: 'assistant', parts, finish_reason: toFinishReason(finishReason) ?? 'error' };
}

/** Google's own tools may contain keys: only their names are recorded. */
function toToolDefinitions(tools: ToolListUnion | undefined): ToolDefinition[] | undefined {
  if (!Array.isArray(tools)) return undefined;
  const definitions = tools
    .filter((tool) => typeof tool === 'object' && tool !== null)
    .flatMap((tool) =>
      Object.entries(tool).flatMap(([type, value]) => {
        if (type === 'functionDeclarations') return toFunctions(value);
        return typeof value === 'object' && value !== null ? [{ type, name: type }] : [];
      }),
    );
  return definitions.length === 0 ? undefined : definitions;
}

function toFunctions(declarations: unknown): ToolDefinition[] {
  if (!Array.isArray(declarations)) return [];
  return (declarations as readonly Declaration[]).map((declaration) => ({
    type: 'function',
    name: declaration.name ?? 'unknown',
    description: declaration.description,
    parameters: declaration.parametersJsonSchema ?? declaration.parameters,
  }));
}

interface Declaration {
  readonly name?: string;
  readonly description?: string;
  readonly parameters?: unknown;
  readonly parametersJsonSchema?: unknown;
}
